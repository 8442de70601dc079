// @ts-check
// People, roles and channels as things to choose from.

import { CHANNEL, isForum, isThread } from "./state.js";
import { roleColour } from "./people.js";
import { t } from "./words.js";

/** What a select or an option of each kind offers. */
export const SELECT_KIND = { 5: "user", 6: "role", 7: "mentionable", 8: "channel" };
export const OPTION_KIND = { 6: "user", 7: "channel", 8: "role", 9: "mentionable" };

/**
 * @param {import("./state.js").State} state
 * @param {"user" | "role" | "mentionable" | "channel"} kind
 * @param {number[]} [channelTypes]
 * @returns {import("./chooser.js").Choice[]}
 */
export function entities(state, kind, channelTypes = []) {
  const people = () =>
    [...state.members.values()].map((member) => ({
      value: member.user.id,
      label: state.nameOf(member.user.id),
      description: member.user.bot ? t("bot") : `@${member.user.username}`,
    }));
  const roles = () =>
    [...state.roles.values()]
      .filter((role) => role.id !== state.guildId)
      .sort((a, b) => b.position - a.position)
      .map((role) => ({ value: role.id, label: `@${role.name}`, description: roleColour(role) ? t("role") : undefined }));
  if (kind === "user") return people();
  if (kind === "role") return roles();
  if (kind === "mentionable") return [...people(), ...roles()];
  return [...state.channels.values(), ...state.threads.values()]
    .filter((channel) => (channelTypes.length ? channelTypes.includes(channel.type) : !isThread(channel)))
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map((channel) => ({
      value: channel.id,
      label: `${channel.type === CHANNEL.category ? "" : "#"}${channel.name}`,
      description: channel.parent_id
        ? state.channelName(channel.parent_id)
        : channel.type === CHANNEL.category
          ? t("category")
          : isForum(channel)
            ? t("forum")
            : undefined,
    }));
}

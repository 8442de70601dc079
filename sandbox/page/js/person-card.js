// @ts-check
// Who somebody is, and what can be done with them.

import { KIND, localName, menusOf } from "./commands.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { openDialog } from "./layers.js";
import { copy } from "./message-menu.js";
import { avatarOf, roleColour, rolesOf } from "./people.js";
import { t } from "./words.js";

/**
 * @param {any} who a user, or only the id
 * @param {import("./state.js").State} state
 * @param {import("./interactions.js").Interactions} interactions
 */
export function showPerson(who, state, interactions) {
  const id = typeof who === "string" ? who : who?.id;
  const member = state.members.get(id);
  const user = member?.user ?? (typeof who === "object" ? who : null);
  if (!user) return;
  const person = state.world.people.find((/** @type {any} */ p) => p.id === id);
  const roles = rolesOf(state, member);
  const apps = member && state.openId ? menusOf(state.commands, KIND.user) : [];

  const act = (/** @type {() => void} */ action) => () => {
    dialog.close();
    action();
  };
  const writeTo = async () => {
    try {
      const channel = await state.api.openDm(id);
      if (!state.dms.has(channel.id)) state.dms.set(channel.id, channel);
      state.open(channel.id);
    } catch (error) {
      state.emit("trouble", /** @type {Error} */ (error).message);
    }
  };
  const run = (/** @type {any} */ command) => {
    const title = localName(command, state.locale);
    interactions.command({ title, body: { command_id: command.id, command: command.name, target_id: id } });
  };
  const dialog = openDialog({
    title: state.authorName(user),
    cls: "small person",
    body: [
      el(
        "div",
        { class: "person-head" },
        avatarOf(state, user, "large"),
        el("div", {}, el("p", { class: "hint" }, `@${user.username ?? ""}`), el("p", {}, person?.about?.[state.locale === "nl" ? "nl" : "en"] ?? (user.bot ? t("bot") : ""))),
      ),
      roles.length > 0 &&
        el(
          "ul",
          { class: "role-tags", "aria-label": t("roles") },
          roles.map((/** @type {any} */ role) => el("li", { class: "role-tag", style: { "--role": roleColour(role) } }, role.name)),
        ),
      el(
        "div",
        { class: "menu-list" },
        id !== state.me.id && el("button", { type: "button", on: { click: act(writeTo) } }, icon("send"), t("send-dm")),
        el("button", { type: "button", on: { click: act(() => copy(id, state)) } }, icon("copy"), t("copy-id")),
        apps.length > 0 && el("p", { class: "menu-heading" }, t("apps")),
        apps.map((command) => el("button", { type: "button", on: { click: act(() => run(command)) } }, icon("tools"), localName(command, state.locale))),
      ),
    ],
  });
}

// @ts-check
// One message with everything in it.

import { attachments } from "./attachments.js";
import { components } from "./components.js";
import { el } from "./dom.js";
import { embedView } from "./embeds.js";
import { icon } from "./icons.js";
import { markdown, plainText } from "./markdown-view.js";
import { avatarOf, roleColour, rolesOf } from "./people.js";
import { pollView } from "./polls.js";
import { exactTime, messageTime } from "./times.js";
import { t } from "./words.js";

export const FLAG = { ephemeral: 64, loading: 128, layout: 32_768 };
const SYSTEM = { 6: "pinned-a-message", 7: "joined", 18: "started-thread" };

/**
 * @typedef {object} Actions what the timeline lets a message do
 * @property {import("./state.js").State} state
 * @property {import("./interactions.js").Interactions} interactions
 * @property {(message: any, button: HTMLElement) => void} menu
 * @property {(message: any) => void} reply
 * @property {(message: any, emoji: string, on: boolean) => void} react
 * @property {(message: any, answers: number[]) => void} vote
 * @property {(message: any) => void} dismiss
 * @property {(id: string) => void} redraw
 * @property {(id: string) => void} jump
 */

/** @param {any} message @param {Actions} actions @returns {HTMLLIElement} */
export function messageView(message, actions) {
  const { state } = actions;
  const ephemeral = Boolean(message.flags & FLAG.ephemeral);
  const named = message.mentions?.some((/** @type {any} */ user) => user.id === state.me.id) || message.mention_everyone;
  const when = new Date(message.timestamp);
  const system = SYSTEM[/** @type {6} */ (message.type)];
  const author = state.authorName(message.author);
  return el(
    "li",
    {
      class: `message ${ephemeral ? "ephemeral" : ""} ${named ? "named" : ""} ${system ? "system" : ""}`,
      tabindex: -1,
      "aria-label": `${author}, ${messageTime(when)}`,
      data: { id: message.id },
    },
    above(message, actions),
    el("button", { type: "button", class: "avatar-button", "aria-label": t("about-person", { name: author }), tabindex: -1, on: { click: () => state.emit("show-person", message.author) } }, avatarOf(state, message.author)),
    el(
      "div",
      { class: "message-main" },
      el(
        "p",
        { class: "message-head" },
        el(
          "button",
          { type: "button", class: "author", style: { "--role": colourOf(state, message.author) }, on: { click: () => state.emit("show-person", message.author) } },
          author,
        ),
        message.author?.bot && el("span", { class: "badge" }, t("bot")),
        el("time", { datetime: message.timestamp, title: exactTime(when) }, messageTime(when)),
        message.edited_timestamp && el("span", { class: "edited", title: exactTime(new Date(message.edited_timestamp)) }, t("edited")),
        message.pinned && el("span", { class: "edited" }, icon("pin"), t("pinned")),
      ),
      system ? el("p", { class: "message-body" }, t(system)) : body(message, actions),
      below(message, actions, ephemeral),
    ),
    el("div", { class: "message-tools" }, tools(message, actions, ephemeral)),
  );
}

/** @param {import("./state.js").State} state @param {any} user */
const colourOf = (state, user) =>
  rolesOf(state, state.members.get(user?.id)).map(roleColour).find(Boolean) ?? null;

/** What it answers to: a message or a command. @param {any} message @param {Actions} actions */
function above(message, { state, jump }) {
  const original = message.referenced_message;
  if (message.message_reference?.message_id && message.type === 19) {
    const text = original ? plainText(original.content) || t("no-text") : t("reply-gone");
    return el(
      "button",
      { type: "button", class: "reply-line", on: { click: () => jump(message.message_reference.message_id) } },
      icon("reply"),
      original && el("b", {}, state.authorName(original.author)),
      el("span", { class: "one-line" }, text),
    );
  }
  const asked = message.interaction_metadata ?? message.interaction;
  const name = message.interaction?.name ?? asked?.name;
  if (!asked?.user || !name) return null;
  const shown = (asked.command_type ?? 1) === 1 ? `/${name}` : name;
  return el("p", { class: "reply-line" }, icon("reply"), el("span", { class: "one-line" }, el("b", {}, state.authorName(asked.user)), ` ${t("used")} `, el("code", {}, shown)));
}

/** @param {any} message @param {Actions} actions */
function body(message, actions) {
  const { state, interactions } = actions;
  const around = { state, everyone: message.mention_everyone };
  const loading = Boolean(message.flags & FLAG.loading);
  if (loading && !message.content && !message.components?.length) {
    return el("p", { class: "thinking" }, t("thinking", { name: state.authorName(message.author) }));
  }
  const layout = Boolean(message.flags & FLAG.layout);
  const shownElsewhere = new Set((message.embeds ?? []).flatMap((/** @type {any} */ e) => [e.image?.url, e.thumbnail?.url, e.footer?.icon_url, e.author?.icon_url]));
  const loose = (message.attachments ?? []).filter(
    (/** @type {any} */ file) => !shownElsewhere.has(file.url) && !shownElsewhere.has(`attachment://${file.filename}`),
  );
  return el(
    "div",
    { class: "message-body" },
    message.content && markdown(message.content, around),
    message.sticker_items?.map((/** @type {any} */ sticker) => el("p", { class: "sticker" }, sticker.name)),
    !layout && attachments(loose),
    (message.embeds ?? []).filter((/** @type {any} */ e) => e.type !== "poll_result").map((/** @type {any} */ e) => embedView(e, message, around)),
    message.poll && pollView(message, (answers) => actions.vote(message, answers), () => actions.redraw(message.id)),
    message.components?.length > 0 &&
      el(
        "div",
        { class: layout ? "layout" : "rows" },
        components(message.components, {
          message,
          around,
          busy: interactions.busy.get(message.id) ?? null,
          press: (component, values) => interactions.press(message, component, values),
        }),
      ),
  );
}

/** Reactions, a thread, and what only this person sees. @param {any} message @param {Actions} actions @param {boolean} ephemeral */
function below(message, actions, ephemeral) {
  const { state, interactions } = actions;
  const failure = interactions.failures.get(message.id);
  const thread = message.thread ? (state.threads.get(message.thread.id) ?? message.thread) : state.threads.get(message.id);
  return [
    failure !== undefined && el("p", { class: "failure", role: "alert" }, icon("warning"), el("span", {}, el("b", {}, t("failed")), failure ? ` ${failure}` : "")),
    message.reactions?.length > 0 && el("ul", { class: "reactions" }, message.reactions.map((/** @type {any} */ r) => el("li", {}, reaction(message, r, actions)))),
    thread && thread.id !== message.channel_id && el("button", { type: "button", class: "thread-link", on: { click: () => state.open(thread.id) } }, icon("thread"), el("b", {}, thread.name), el("span", {}, t("messages", { n: thread.message_count ?? 0 }))),
    ephemeral &&
      el(
        "p",
        { class: "only-you" },
        icon("eye"),
        el("span", {}, t("only-you")),
        el("button", { type: "button", class: "text-button", on: { click: () => actions.dismiss(message) } }, t("dismiss")),
      ),
  ];
}

/** @param {any} message @param {any} item @param {Actions} actions */
function reaction(message, item, actions) {
  const name = item.emoji.id ? `:${item.emoji.name}:` : item.emoji.name;
  const key = item.emoji.id ? `${item.emoji.name}:${item.emoji.id}` : item.emoji.name;
  return el(
    "button",
    {
      type: "button",
      class: "reaction",
      "aria-pressed": Boolean(item.me),
      "aria-label": t("reaction-label", { emoji: name, n: item.count }),
      on: { click: () => actions.react(message, key, !item.me) },
    },
    el("span", {}, name),
    el("span", { class: "count" }, item.count),
  );
}

/** @param {any} message @param {Actions} actions @param {boolean} ephemeral */
function tools(message, actions, ephemeral) {
  return [
    !ephemeral &&
      el("button", { type: "button", class: "icon-button wide-only", "aria-label": t("reply"), title: t("reply"), on: { click: () => actions.reply(message) } }, icon("reply")),
    el(
      "button",
      {
        type: "button",
        class: "icon-button more",
        "aria-label": t("more-for-message"),
        title: t("more"),
        "aria-haspopup": "menu",
        on: { click: (/** @type {any} */ event) => actions.menu(message, event.currentTarget) },
      },
      icon("more"),
    ),
  ];
}

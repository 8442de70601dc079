// @ts-check
// What can be done with a message: answer it, react, start a thread, and what the bot adds.

import { KIND, localName, menusOf } from "./commands.js";
import { el } from "./dom.js";
import { askLine, openDialog, openMenu } from "./layers.js";
import { plainText } from "./markdown-view.js";
import { FLAG } from "./message.js";
import { CHANNEL, isThread } from "./state.js";
import { t } from "./words.js";

const QUICK = ["👍", "❤️", "🔥", "🎉", "👀", "✅", "❌", "😂", "🙏", "🖤"];

/**
 * @param {any} message
 * @param {HTMLElement} button
 * @param {import("./state.js").State} state
 * @param {import("./interactions.js").Interactions} interactions
 * @param {{reply: (message: any) => void}} composer
 */
export function messageMenu(message, button, state, interactions, composer) {
  const { api } = state;
  const attempt = (/** @type {Promise<any>} */ work) => work.catch((error) => state.emit("trouble", error.message));
  const ephemeral = Boolean(message.flags & FLAG.ephemeral);
  const mine = message.author?.id === state.me.id;
  const channel = state.channel(message.channel_id);
  const apps = ephemeral ? [] : menusOf(state.commands, KIND.message);
  /** @type {import("./layers.js").MenuItem[]} */
  const items = [];
  if (!ephemeral) {
    items.push(
      { label: t("reply"), icon: "reply", action: () => composer.reply(message) },
      { label: t("react"), icon: "smile", action: () => react(message, state) },
    );
    if (!isThread(channel) && channel?.type !== CHANNEL.dm && !state.threads.has(message.id)) {
      items.push({ label: t("start-thread"), icon: "thread", action: () => startThread(message, state) });
    }
  }
  if (message.content) items.push({ label: t("copy-text"), icon: "copy", action: () => copy(message.content, state) });
  items.push({ label: t("copy-id"), icon: "copy", action: () => copy(message.id, state) });
  if (mine && !ephemeral) {
    items.push({
      label: t("edit"),
      icon: "pencil",
      action: async () => {
        const text = await askLine({ title: t("edit"), label: t("message"), value: message.content, action: t("save"), max: 2000, multiline: true });
        if (text) attempt(api.edit(message.channel_id, message.id, text));
      },
    });
  }
  if ((mine || state.may("13", channel)) && !ephemeral) {
    items.push({ label: t("delete"), icon: "trash", danger: true, action: () => attempt(api.remove(message.channel_id, message.id)) });
  }
  if (apps.length) items.push({ heading: t("apps") });
  for (const command of apps) {
    const title = localName(command, state.locale);
    items.push({
      label: title,
      icon: "tools",
      action: () => interactions.command({ title, body: { command_id: command.id, command: command.name, target_id: message.id }, channelId: message.channel_id }),
    });
  }
  openMenu(button, items, t("more-for-message"));
}

/** @param {any} message @param {import("./state.js").State} state */
async function startThread(message, state) {
  const suggestion = plainText(message.content).slice(0, 60);
  const name = await askLine({ title: t("start-thread"), label: t("thread-name"), value: suggestion, action: t("create") });
  if (!name) return;
  try {
    const thread = await state.api.startThread(message.channel_id, { name, message_id: message.id });
    await state.refresh();
    state.open(thread.id);
  } catch (error) {
    state.emit("trouble", /** @type {Error} */ (error).message);
  }
}

/** @param {any} message @param {import("./state.js").State} state */
function react(message, state) {
  const choose = (/** @type {string} */ emoji) => {
    dialog.close();
    state.api.react(message.channel_id, message.id, emoji, true).catch((error) => state.emit("trouble", error.message));
  };
  const dialog = openDialog({
    title: t("react"),
    cls: "small",
    body: el(
      "div",
      { class: "emoji-grid" },
      QUICK.map((emoji) => el("button", { type: "button", class: "emoji-button", on: { click: () => choose(emoji) } }, emoji)),
    ),
  });
}

/** @param {string} text @param {import("./state.js").State} state */
export function copy(text, state) {
  const done = () => state.emit("told", t("copied"));
  const show = () => state.emit("told", text);
  (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(done, show);
}

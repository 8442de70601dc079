// @ts-check
// The open channel: its name and topic, what was said in it, and the place to write.

import { channelIcon } from "./channel-list.js";
import { byName, flatten } from "./commands.js";
import { Composer } from "./composer.js";
import { el, fill } from "./dom.js";
import { Forum } from "./forum.js";
import { icon } from "./icons.js";
import { markdownLine } from "./markdown-view.js";
import { messageMenu } from "./message-menu.js";
import { isForum, isThread } from "./state.js";
import { Timeline } from "./timeline.js";
import { t } from "./words.js";

export class Room {
  /**
   * @param {import("./state.js").State} state
   * @param {import("./interactions.js").Interactions} interactions
   * @param {{channels: () => void, side: (tab: string) => void}} drawers
   */
  constructor(state, interactions, drawers) {
    this.state = state;
    this.drawers = drawers;
    /** @type {string | null} */
    this.shown = null;
    this.composer = new Composer(state, interactions);
    this.timeline = new Timeline(
      state,
      interactions,
      {
        menu: (message, button) => messageMenu(message, button, state, interactions, this.composer),
        reply: (message) => this.composer.reply(message),
      },
      () => this.emptyText(),
    );
    this.forum = new Forum(state);
    this.head = el("header", { class: "room-head" });
    this.root = el("main", { class: "room", id: "room" }, this.head, this.timeline.root, this.forum.root, this.composer.root);
    state.on("channel", () => this.show());
    state.on("guild", () => this.refreshed());
    state.on("unread", () => this.drawHead());
  }

  show() {
    const channel = this.state.current;
    if (!channel) return;
    if (this.shown === channel.id) return;
    const before = this.shown;
    this.shown = channel.id;
    const forum = isForum(channel);
    this.timeline.root.hidden = forum;
    this.composer.root.hidden = forum;
    this.forum.root.hidden = !forum;
    this.drawHead();
    this.composer.channelChanged(before);
    if (forum) {
      this.forum.draw();
      this.state.markRead(channel.id);
    } else {
      this.timeline.open(channel.id);
    }
  }

  /** The snapshot is new: the channel may have another name, or be gone. */
  refreshed() {
    if (this.shown && !this.state.channel(this.shown)) {
      this.shown = null;
      this.state.emit("channel-gone");
      return;
    }
    this.drawHead();
  }

  /** What stands in a channel where nobody said anything: a way to begin. */
  emptyText() {
    if (this.state.dms.has(this.shown ?? "")) return [t("empty-dm")];
    const entries = flatten(this.state.commands, this.state.locale);
    const first = byName(entries, "event submit") ?? entries[0];
    if (!first) return [t("empty")];
    const start = () => this.state.emit("start-command", first.name);
    const button = el("button", { type: "button", class: "mention", on: { click: start } }, `/${first.localName}`);
    return [t("empty"), " ", t("empty-try"), " ", button];
  }

  drawHead() {
    const { state } = this;
    const channel = state.current;
    if (!channel) return;
    const parent = isThread(channel) ? state.channel(channel.parent_id) : null;
    const unread = [...state.channels.values(), ...state.threads.values(), ...state.dms.values()].some(
      (other) => other.id !== channel.id && state.read?.isUnread(other.id, other.last_message_id),
    );
    const aside = (/** @type {string} */ key, /** @type {import("./icons.js").IconName} */ mark) =>
      el("button", { type: "button", class: "icon-button side-opener", "aria-label": t(key), title: t(key), on: { click: () => this.drawers.side(key) } }, icon(mark));
    const focused = this.head.contains(document.activeElement) ? document.activeElement?.getAttribute("aria-label") : null;
    fill(
      this.head,
      el(
        "button",
        { type: "button", class: `channels-opener ${unread ? "unread" : ""}`, "aria-label": unread ? `${t("channels")} (${t("unread")})` : t("channels"), on: { click: () => this.drawers.channels() } },
        icon("menu"),
        unread && el("span", { class: "dot" }),
      ),
      el(
        "div",
        { class: "room-title" },
        el(
          "h2",
          {},
          parent && el("button", { type: "button", class: "parent", on: { click: () => state.open(parent.id) } }, icon(channelIcon(parent)), parent.name, el("span", { "aria-hidden": true }, " ›")),
          icon(channelIcon(channel)),
          el("span", { class: "room-name" }, state.channelName(channel.id)),
          channel.thread_metadata?.archived && el("span", { class: "tag" }, t("archived")),
        ),
        channel.topic && this.topic(channel),
      ),
      aside("events", "calendar"),
      aside("people", "people"),
    );
    if (focused) /** @type {HTMLElement | null} */ (this.head.querySelector(`[aria-label="${CSS.escape(focused)}"]`))?.focus();
  }

  /** One line that opens to the whole topic when pressed. @param {any} channel */
  topic(channel) {
    const line = el("p", { class: "topic", title: channel.topic }, markdownLine(channel.topic, { state: this.state }));
    line.addEventListener("click", () => line.classList.toggle("open"));
    return line;
  }
}

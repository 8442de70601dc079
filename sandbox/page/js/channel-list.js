// @ts-check
// Channels by category, threads below their channel, conversations below them all.

import { arrowKeys, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { avatarOf } from "./people.js";
import { CHANNEL, isForum, isThread } from "./state.js";
import { store, stored } from "./unread.js";
import { t } from "./words.js";

const COLLAPSED_KEY = "sektor-sandbox-collapsed";
const byPosition = (/** @type {any} */ a, /** @type {any} */ b) => (a.position ?? 0) - (b.position ?? 0) || (BigInt(a.id) < BigInt(b.id) ? -1 : 1);

/** @param {any} channel @returns {import("./icons.js").IconName} */
export function channelIcon(channel) {
  if (isThread(channel)) return "thread";
  if (isForum(channel)) return "forum";
  if (channel.type === CHANNEL.news) return "megaphone";
  if (channel.type === CHANNEL.voice || channel.type === CHANNEL.stage) return "speaker";
  return channel.type === CHANNEL.dm ? "person" : "hash";
}

/** Text and voice apart, each in its own order, as Discord shows them. @param {any[]} channels */
function inOrder(channels) {
  const isVoice = (/** @type {any} */ c) => [CHANNEL.voice, CHANNEL.stage].includes(c.type);
  return channels.sort((a, b) => Number(isVoice(a)) - Number(isVoice(b)) || byPosition(a, b));
}

/** @param {import("./state.js").State} state @returns {any[]} every channel that can be opened, top to bottom */
export function openable(state) {
  return groups(state).flatMap((group) => group.channels);
}

/** @param {import("./state.js").State} state */
function groups(state) {
  const all = [...state.channels.values()];
  const inside = (/** @type {string | null} */ parent) =>
    inOrder(all.filter((c) => c.type !== CHANNEL.category && (state.channels.get(c.parent_id)?.type === CHANNEL.category ? c.parent_id : null) === parent));
  const categories = all.filter((c) => c.type === CHANNEL.category).sort(byPosition);
  return [{ category: null, channels: inside(null) }, ...categories.map((category) => ({ category, channels: inside(category.id) }))].filter(
    (group) => group.channels.length,
  );
}

export class ChannelList {
  /** @param {import("./state.js").State} state @param {() => void} opened */
  constructor(state, opened) {
    this.state = state;
    this.opened = opened;
    this.collapsed = new Set(stored(COLLAPSED_KEY) ?? []);
    this.root = el("div", { class: "channel-list" });
    arrowKeys(this.root, "button");
    state.on("guild channel unread", () => this.draw());
    this.draw();
  }

  draw() {
    const { state } = this;
    const active = /** @type {HTMLElement | null} */ (document.activeElement);
    const focused = active && this.root.contains(active) ? active.dataset.key : null;
    const dms = [...state.dms.values()].filter((c) => c.last_message_id || c.id === state.openId);
    fill(
      this.root,
      groups(state).map((group) => this.group(group.category?.id ?? "", group.category?.name ?? "", group.channels)),
      this.group("dms", t("dms"), dms, t("no-dms")),
    );
    if (focused) /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
  }

  /** @param {string} key @param {string} name @param {any[]} channels @param {string} [empty] */
  group(key, name, channels, empty = "") {
    const closed = Boolean(key) && this.collapsed.has(key);
    // A closed category still shows what is open and what is new
    const shown = closed ? channels.filter((c) => c.id === this.state.openId || this.unread(c)) : channels;
    return el(
      "section",
      { class: "channel-group" },
      key &&
        el(
          "h3",
          {},
          el(
            "button",
            { type: "button", class: "category", "aria-expanded": !closed, data: { key: `category-${key}` }, on: { click: () => this.toggle(key) } },
            icon("chevron"),
            el("span", {}, name),
          ),
        ),
      el("ul", {}, shown.map((channel) => this.entry(channel, closed))),
      !channels.length && empty && !closed && el("p", { class: "hint" }, empty),
    );
  }

  unread(/** @type {any} */ channel) {
    if (isForum(channel)) return [...this.state.threads.values()].some((post) => post.parent_id === channel.id && this.unread(post));
    return channel.id !== this.state.openId && Boolean(this.state.read?.isUnread(channel.id, channel.last_message_id));
  }

  /** @param {any} channel @param {boolean} closed */
  entry(channel, closed) {
    const threads = [...this.state.threads.values()].filter((thread) => thread.parent_id === channel.id && !isForum(channel));
    const isOld = (/** @type {any} */ thread) => Number(Boolean(thread.thread_metadata?.archived));
    threads.sort((a, b) => isOld(a) - isOld(b) || byPosition(a, b));
    return el(
      "li",
      {},
      this.button(channel),
      !closed && threads.length > 0 && el("ul", { class: "threads" }, threads.map((thread) => el("li", {}, this.button(thread)))),
    );
  }

  /** @param {any} channel */
  button(channel) {
    const { state } = this;
    const unread = this.unread(channel);
    const pings = state.read?.pings.get(channel.id) ?? 0;
    const archived = channel.thread_metadata?.archived;
    const person = channel.type === CHANNEL.dm ? channel.recipients?.find((/** @type {any} */ u) => u.id !== state.me.id) : null;
    return el(
      "button",
      {
        type: "button",
        class: `channel ${unread ? "unread" : ""}`,
        "aria-current": channel.id === state.openId ? "page" : undefined,
        data: { key: channel.id },
        on: {
          click: () => {
            state.open(channel.id);
            this.opened();
          },
        },
      },
      person ? avatarOf(state, person, "small") : icon(channelIcon(channel)),
      el("span", { class: "channel-name" }, state.channelName(channel.id)),
      archived && el("span", { class: "tag" }, t("archived")),
      unread && !pings && el("span", { class: "dot" }, el("span", { class: "unseen" }, t("unread"))),
      pings > 0 && el("span", { class: "pings" }, pings, el("span", { class: "unseen" }, ` ${t("mentions", { n: pings })}`)),
    );
  }

  toggle(/** @type {string} */ key) {
    if (!this.collapsed.delete(key)) this.collapsed.add(key);
    store(COLLAPSED_KEY, [...this.collapsed]);
    this.draw();
  }
}

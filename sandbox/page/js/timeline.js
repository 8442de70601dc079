// @ts-check
// The messages of the open channel: live, newest at the bottom, older ones as one scrolls up.

import { announce, arrowKeys, debounced, el, fill } from "./dom.js";
import { focusPlace, restoreFocus } from "./focus.js";
import { icon } from "./icons.js";
import { plainText } from "./markdown-view.js";
import { messageView } from "./message.js";
import { noticeView } from "./notices.js";
import { dayKey, dayName } from "./times.js";
import { later } from "./unread.js";
import { t } from "./words.js";

const PAGE = 50;
const NEAR_PX = 80;
const SAME_BREATH_MS = 7 * 60_000;

export class Timeline {
  /**
   * @param {import("./state.js").State} state
   * @param {import("./interactions.js").Interactions} interactions
   * @param {Pick<import("./message.js").Actions, "menu" | "reply">} doing
   * @param {() => import("./dom.js").Child[]} emptyText
   */
  constructor(state, interactions, doing, emptyText) {
    this.state = state;
    this.interactions = interactions;
    this.emptyText = emptyText;
    /** @type {Map<string, any>} in order */
    this.messages = new Map();
    /** @type {Map<string, {node: HTMLElement, of: any}>} */
    this.drawn = new Map();
    /** @type {Set<string>} */
    this.stale = new Set();
    this.dismissed = new Set();
    this.complete = false;
    this.loading = false;
    this.atEnd = true;
    this.round = 0;
    /** @type {import("./message.js").Actions} */
    this.actions = {
      state,
      interactions,
      ...doing,
      react: (message, emoji, on) => this.attempt(state.api.react(message.channel_id, message.id, emoji, on)),
      vote: (message, answers) => this.vote(message, answers),
      dismiss: (message) => this.dismiss(message),
      redraw: (id) => this.redraw(id),
      jump: (id) => this.jump(id),
    };

    this.list = el("ol", { class: "timeline", id: "timeline", tabindex: -1, "aria-label": t("messages-label") });
    this.tail = el("div", { class: "notices" });
    this.head = el("div", { class: "timeline-head" });
    this.content = el("div", { class: "timeline-content" }, this.head, this.list, this.tail);
    this.scroller = el("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": t("messages-label") }, this.content);
    this.pill = el("button", { type: "button", class: "pill", hidden: true, on: { click: () => this.toEnd() } }, icon("down"), t("new-messages"));
    this.root = el("div", { class: "timeline-frame" }, this.scroller, this.pill);

    arrowKeys(this.list, ".message");
    this.scroller.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.target !== this.scroller || event.key !== "ArrowUp") return;
      event.preventDefault();
      this.list.lastElementChild?.focus();
    });
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.content);
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.scroller);

    this.askAgainSoon = debounced(() => this.askAgain(), 60);
    state.on("message", (message) => this.receive(message));
    state.on("answer", (message) => this.messages.has(message.id) || this.receive(message));
    state.on("message-gone", ({ channel, ids }) => channel === this.channelId && this.forget(ids));
    state.on("message-stale", (d) => {
      if (d.channel_id !== this.channelId) return;
      this.stale.add(d.message_id);
      this.askAgainSoon();
    });
    state.on("look", (id) => this.redraw(id));
    state.on("notices", () => this.drawNotices());
    state.on("guild", () => this.redrawAll());
  }

  /** @param {string} channelId */
  async open(channelId) {
    this.round += 1;
    const round = this.round;
    this.channelId = channelId;
    this.messages.clear();
    this.drawn.clear();
    this.complete = false;
    this.atEnd = true;
    this.pill.hidden = true;
    this.list.replaceChildren();
    this.drawNotices();
    fill(this.head, el("p", { class: "hint" }, t("loading")));
    await this.fetch(round);
  }

  /** Asks for what is new, after the line was broken. */
  async reload() {
    if (!this.channelId) return;
    this.round += 1;
    await this.fetch(this.round);
  }

  async fetch(/** @type {number} */ round) {
    const known = new Map(this.messages);
    try {
      const found = await this.state.api.messages(this.channelId ?? "", { limit: PAGE });
      if (round !== this.round) return;
      const ids = new Set(found.map((/** @type {any} */ m) => m.id));
      const oldest = found[0]?.id;
      // What went away while nobody listened goes away here too
      const gone = [...known.keys()].filter((id) => !ids.has(id) && (!oldest || later(id, oldest)));
      for (const id of gone) this.messages.delete(id);
      this.complete = this.complete || found.length < PAGE;
      // What the socket brought while the answer was under way is newer than the answer
      this.add(found.filter((/** @type {any} */ m) => this.messages.get(m.id) === known.get(m.id)));
      if (this.atEnd) this.toEnd();
      this.state.markRead(this.channelId ?? "");
    } catch (error) {
      if (round !== this.round) return;
      const again = el("button", { type: "button", class: "button secondary", on: { click: () => this.open(this.channelId ?? "") } }, t("try-again"));
      fill(this.head, el("p", { class: "failure", role: "alert" }, t("could-not-load"), " ", String(/** @type {any} */ (error).message)), again);
    }
  }

  async older() {
    if (this.loading || this.complete || !this.messages.size) return;
    this.loading = true;
    const { round } = this;
    try {
      const found = await this.state.api.messages(this.channelId ?? "", { limit: PAGE, before: this.messages.keys().next().value });
      if (round !== this.round) return;
      const before = this.scroller.scrollHeight - this.scroller.scrollTop;
      this.complete = found.length < PAGE;
      this.add(found);
      this.scroller.scrollTop = this.scroller.scrollHeight - before;
    } catch {
      // Scrolling once more asks once more
    } finally {
      this.loading = false;
    }
  }

  receive(/** @type {any} */ message) {
    if (message.channel_id !== this.channelId) return;
    const isNew = !this.messages.has(message.id);
    const newest = [...this.messages.keys()].at(-1);
    // An edit of something older than what is loaded is not shown
    if (isNew && message.edited_timestamp && newest && later(newest, message.id)) return;
    if (isNew && !message.author) return;
    this.add([message]);
    if (!isNew) return;
    if (message.author?.id === this.state.me.id || this.atEnd) this.toEnd();
    else this.pill.hidden = false;
    if (message.author?.id !== this.state.me.id) this.tell(message);
    if (this.atEnd && document.visibilityState === "visible") this.state.markRead(message.channel_id);
  }

  tell(/** @type {any} */ message) {
    const text = plainText(message.content) || message.embeds?.[0]?.title || "";
    announce(t("new-from", { name: this.state.authorName(message.author), text: text.slice(0, 140) }));
  }

  add(/** @type {any[]} */ found) {
    for (const message of found) {
      if (!this.dismissed.has(message.id)) this.messages.set(message.id, { ...this.messages.get(message.id), ...message });
      this.interactions.answeredBy(message);
    }
    this.messages = new Map([...this.messages].sort(([a], [b]) => (later(a, b) ? 1 : -1)));
    this.draw();
  }

  forget(/** @type {string[]} */ ids) {
    for (const id of ids) this.messages.delete(id);
    this.draw();
  }

  async askAgain() {
    const ids = [...this.stale];
    this.stale.clear();
    for (const id of ids) {
      const message = this.messages.has(id) && (await this.state.api.message(this.channelId ?? "", id).catch(() => null));
      if (message) this.receive({ reactions: [], ...message });
    }
  }

  /** Lets the list say what the messages are, touching only what changed. */
  draw() {
    fill(this.head, this.messages.size ? (this.complete ? null : el("p", { class: "hint" }, t("scroll-for-more"))) : el("p", { class: "empty" }, this.emptyText()));
    let day = "";
    /** @type {any} */
    let previous = null;
    /** @type {HTMLElement[]} */
    const wanted = [];
    for (const [id, message] of this.messages) {
      const sent = new Date(message.timestamp);
      if (dayKey(sent) !== day) {
        day = dayKey(sent);
        wanted.push(this.divider(day, sent));
        previous = null;
      }
      const node = this.nodeOf(id, message);
      const follows =
        previous?.author?.id === message.author?.id && !message.author?.bot && !message.message_reference &&
        sent.getTime() - Date.parse(previous.timestamp) < SAME_BREATH_MS && !((previous.flags ^ message.flags) & 64);
      node.classList.toggle("follows", follows);
      wanted.push(node);
      previous = message;
    }
    const keep = new Set(wanted);
    for (const child of [...this.list.children]) if (!keep.has(/** @type {HTMLElement} */ (child))) child.remove();
    wanted.forEach((node, at) => {
      if (this.list.children[at] !== node) this.list.insertBefore(node, this.list.children[at] ?? null);
    });
    for (const id of [...this.drawn.keys()]) if (!id.startsWith("day-") && !this.messages.has(id)) this.drawn.delete(id);
  }

  /** @param {string} day @param {Date} date */
  divider(day, date) {
    const known = this.drawn.get(`day-${day}`);
    if (known) return known.node;
    const node = el("li", { class: "day" }, el("span", {}, dayName(date)));
    this.drawn.set(`day-${day}`, { node, of: day });
    return node;
  }

  /** @param {string} id @param {any} message */
  nodeOf(id, message) {
    const known = this.drawn.get(id);
    if (known?.of === message) return known.node;
    const node = messageView(message, this.actions);
    this.drawn.set(id, { node, of: message });
    if (known?.node.isConnected) {
      const focus = focusPlace(known.node);
      known.node.replaceWith(node);
      restoreFocus(node, focus);
    }
    return node;
  }

  redraw(/** @type {string} */ id) {
    const message = this.messages.get(id);
    if (!message) return;
    this.messages.set(id, { ...message });
    this.draw();
  }

  redrawAll() {
    for (const [id, message] of this.messages) this.messages.set(id, { ...message });
    this.draw();
  }

  drawNotices() {
    const mine = [...this.interactions.notices.values()].filter((notice) => notice.channelId === this.channelId);
    fill(this.tail, mine.map((notice) => noticeView(notice, this.state, () => this.interactions.drop(notice.key))));
    if (this.atEnd) this.toEnd();
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (this.atEnd) {
      if (!this.pill.hidden) this.state.markRead(this.channelId ?? "");
      this.pill.hidden = true;
    }
    if (scrollTop < 240) this.older();
  }

  toEnd() {
    this.atEnd = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  jump(/** @type {string} */ id) {
    const node = this.drawn.get(id)?.node;
    node?.scrollIntoView({ block: "center" });
    node?.focus({ preventScroll: true });
  }

  async vote(/** @type {any} */ message, /** @type {number[]} */ answers) {
    await this.attempt(this.state.api.vote(message.channel_id, message.id, answers));
    this.stale.add(message.id);
    this.askAgain();
  }

  dismiss(/** @type {any} */ message) {
    this.dismissed.add(message.id);
    this.forget([message.id]);
    this.scroller.focus();
    this.state.api.remove(message.channel_id, message.id).catch(() => {});
  }

  attempt(/** @type {Promise<any>} */ work) {
    return work.catch((error) => this.state.emit("trouble", error.message));
  }
}

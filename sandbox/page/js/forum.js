// @ts-check
// A forum channel: its posts with their tags, and a way to begin one.

import { el, fill, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { openDialog } from "./layers.js";
import { emojiText } from "./components.js";
import { messageTime } from "./times.js";
import { t } from "./words.js";

/** @param {any} tag */
const tagText = (tag) => [tag.emoji_name && emojiText({ name: tag.emoji_name }), tag.name].filter(Boolean).join(" ");

/** Snowflakes tell when something was made. @param {string} id */
const madeAt = (id) => new Date(Number((BigInt(id) >> 22n) + 1_420_070_400_000n));

export class Forum {
  /** @param {import("./state.js").State} state */
  constructor(state) {
    this.state = state;
    this.root = el("div", { class: "forum", tabindex: -1 });
    this.tag = "";
    state.on("guild unread", () => !this.root.hidden && this.draw());
  }

  draw() {
    const { state } = this;
    const channel = state.current;
    if (!channel) return;
    const tags = channel.available_tags ?? [];
    if (!tags.some((/** @type {any} */ tag) => tag.id === this.tag)) this.tag = "";
    const posts = [...state.threads.values()]
      .filter((thread) => thread.parent_id === channel.id && (!this.tag || thread.applied_tags?.includes(this.tag)))
      .sort((a, b) => (BigInt(b.last_message_id ?? b.id) > BigInt(a.last_message_id ?? a.id) ? 1 : -1));
    const filter = (/** @type {string} */ id, /** @type {string} */ words) =>
      el("button", { type: "button", class: "chip", "aria-pressed": this.tag === id, on: { click: () => this.choose(id) } }, words);
    fill(
      this.root,
      el(
        "div",
        { class: "forum-head" },
        el("button", { type: "button", class: "button primary", on: { click: () => this.compose(channel, tags) } }, icon("plus"), t("new-post")),
        tags.length > 0 && el("div", { class: "chips", role: "group", "aria-label": t("tags") }, filter("", t("all")), tags.map((/** @type {any} */ tag) => filter(tag.id, tagText(tag)))),
      ),
      posts.length ? el("ul", { class: "posts" }, posts.map((post) => this.post(post, tags))) : el("p", { class: "empty" }, t("no-posts")),
    );
  }

  choose(/** @type {string} */ id) {
    this.tag = id;
    this.draw();
    /** @type {HTMLElement | null} */ (this.root.querySelector("[aria-pressed=true]"))?.focus();
  }

  /** @param {any} post @param {any[]} tags */
  post(post, tags) {
    const applied = tags.filter((tag) => post.applied_tags?.includes(tag.id));
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: `post ${this.state.read?.isUnread(post.id, post.last_message_id) ? "unread" : ""}`, on: { click: () => this.state.open(post.id) } },
        el("span", { class: "post-tags" }, applied.map((tag) => el("span", { class: "tag" }, tagText(tag))), post.thread_metadata?.archived && el("span", { class: "tag" }, t("archived"))),
        el("b", { class: "post-name" }, post.name),
        el("span", { class: "hint" }, `${this.state.nameOf(post.owner_id)} · ${messageTime(madeAt(post.id))} · ${t("messages", { n: (post.message_count ?? 0) + 1 })}`),
      ),
    );
  }

  /** @param {any} channel @param {any[]} tags */
  compose(channel, tags) {
    const ids = { name: freshId("post"), content: freshId("post") };
    const name = el("input", { id: ids.name, required: true, maxlength: 100, type: "text", autocomplete: "off" });
    const content = el("textarea", { id: ids.content, required: true, maxlength: 2000, rows: 6 });
    const boxes = tags.map((tag) => el("label", { class: "mark-row" }, el("input", { type: "checkbox", value: tag.id }), el("span", {}, tagText(tag))));
    const alert = el("p", { class: "field-error", role: "alert", hidden: true });
    const submit = async (/** @type {Event} */ event) => {
      event.preventDefault();
      const applied = [...form.querySelectorAll("input:checked")].map((box) => box.value);
      try {
        const thread = await this.state.api.startThread(channel.id, { name: name.value.trim(), content: content.value, applied_tags: applied });
        dialog.close();
        await this.state.refresh();
        this.state.open(thread.id);
      } catch (error) {
        alert.hidden = false;
        alert.textContent = /** @type {Error} */ (error).message;
      }
    };
    const form = el(
      "form",
      { class: "stack", on: { submit } },
      el("label", { class: "field-label", for: ids.name }, t("post-name")),
      name,
      el("label", { class: "field-label", for: ids.content }, t("message")),
      content,
      boxes.length > 0 && el("fieldset", { class: "field" }, el("legend", { class: "field-label" }, t("tags")), el("div", { class: "marks" }, boxes)),
      alert,
      el("div", { class: "dialog-foot" }, el("button", { type: "submit", class: "button primary" }, t("create"))),
    );
    const dialog = openDialog({ title: t("new-post"), body: form });
    name.focus();
  }
}

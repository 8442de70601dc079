// @ts-check
// Where one writes: a message, or "/" and a command.

import { commandForm } from "./command-form.js";
import { byName, flatten, search } from "./commands.js";
import { announce, el, fill, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { activate, moved } from "./popup.js";
import { fileSize } from "./times.js";
import { t } from "./words.js";

const LONGEST = 2000;
const MOST_FILES = 10;

export class Composer {
  /**
   * @param {import("./state.js").State} state
   * @param {import("./interactions.js").Interactions} interactions
   */
  constructor(state, interactions) {
    this.state = state;
    this.interactions = interactions;
    /** @type {Map<string, string>} channel -> what was being written */
    this.drafts = new Map();
    /** @type {Map<string, {asked: string, form: HTMLElement}>} forms that were filled in and not yet run */
    this.kept = new Map();
    /** @type {File[]} */
    this.files = [];
    /** @type {any} */
    this.replyTo = null;
    /** @type {import("./commands.js").Entry[]} */
    this.found = [];
    /** @type {HTMLElement[]} */
    this.rows = [];
    this.index = 0;

    const listId = freshId("commands");
    this.text = el("textarea", {
      id: "composer-text",
      rows: 1,
      maxlength: LONGEST,
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": false,
      "aria-controls": listId,
      "aria-haspopup": "listbox",
      on: { input: () => this.typed(), keydown: (/** @type {KeyboardEvent} */ e) => this.key(e), blur: () => this.hideList() },
    });
    this.list = el("div", { class: "options", role: "listbox", id: listId, "aria-label": t("commands") });
    this.picker = el("div", { class: "picker", hidden: true }, el("p", { class: "layer-title" }, t("commands")), this.list);
    this.fileInput = el("input", { type: "file", multiple: true, hidden: true, on: { change: () => this.attach([...this.fileInput.files]) } });
    this.banner = el("div", { class: "reply-banner", hidden: true });
    this.attached = el("ul", { class: "file-list" });
    this.slash = el("button", { type: "button", class: "icon-button slash", "aria-label": t("open-commands"), title: t("open-commands"), on: { pointerdown: (/** @type {Event} */ e) => e.preventDefault(), click: () => this.startSlash() } }, "/");
    this.sendButton = el("button", { type: "submit", class: "icon-button send", "aria-label": t("send"), title: t("send") }, icon("send"));
    this.form = el(
      "form",
      { class: "composer", on: { submit: (/** @type {Event} */ e) => this.send(e) } },
      this.picker,
      this.banner,
      this.attached,
      el(
        "div",
        { class: "composer-line" },
        el("button", { type: "button", class: "icon-button", "aria-label": t("attach"), title: t("attach"), on: { click: () => this.fileInput.click() } }, icon("plus")),
        this.fileInput,
        this.slash,
        this.text,
        this.sendButton,
      ),
    );
    this.root = el("div", { class: "composer-place" }, this.form);
    this.readEntries();
    state.on("guild", () => this.readEntries());
    state.on("start-command", (name) => this.start(name));
  }

  async readEntries() {
    const here = this.state.openId;
    const commands = await this.state.commandsHere().catch(() => []);
    if (here === this.state.openId) this.entries = flatten(commands, this.state.locale);
    if (!this.picker.hidden) this.typed();
  }

  /** Called when another channel is open. @param {string | null} previous */
  channelChanged(previous) {
    if (previous) this.drafts.set(previous, this.text.value);
    this.closeForm(false);
    this.reply(null);
    this.readEntries();
    this.text.value = this.drafts.get(this.state.openId ?? "") ?? "";
    const name = this.state.channelName(this.state.openId);
    const dm = this.state.dms.has(this.state.openId ?? "");
    this.mayWrite = dm || this.state.may(this.state.threads.has(this.state.openId ?? "") ? "38" : "11");
    const words = this.mayWrite ? t(dm ? "write-to" : "write-in", { name }) : t("may-not-write");
    this.text.placeholder = this.mayWrite && window.matchMedia("(max-width: 799.98px)").matches ? t("write-short") : words;
    this.text.setAttribute("aria-label", words);
    this.sendButton.disabled = !this.mayWrite;
    this.grow();
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight + 2, 200)}px`;
  }

  typed() {
    this.grow();
    const match = /^\/([^\n]*)$/.exec(this.text.value);
    if (match) this.showList(match[1]);
    else this.hideList();
  }

  startSlash() {
    if (!this.picker.hidden) {
      this.hideList();
      return;
    }
    if (!this.text.value.startsWith("/")) this.text.value = "/";
    this.text.focus();
    this.typed();
  }

  /** @param {string} wanted */
  showList(wanted) {
    this.found = search(this.entries ?? [], wanted);
    this.rows = this.found.map((entry) =>
      el(
        "div",
        {
          class: "option",
          role: "option",
          id: freshId("command"),
          "aria-selected": false,
          on: { pointerdown: (/** @type {Event} */ e) => e.preventDefault(), click: () => this.choose(entry) },
        },
        el(
          "span",
          { class: "option-text" },
          el("span", { class: "option-label" }, `/${entry.localName}`, entry.localName !== entry.name && el("span", { class: "other-name" }, ` /${entry.name}`)),
          el("span", { class: "option-description" }, entry.description),
        ),
      ),
    );
    fill(this.list, this.rows.length ? this.rows : el("p", { class: "hint" }, t(this.entries?.length ? "no-command" : "no-commands")));
    this.picker.hidden = false;
    this.text.setAttribute("aria-expanded", "true");
    this.index = 0;
    activate(this.text, this.rows, 0);
    announce(t("command-count", { n: this.rows.length }));
  }

  hideList() {
    this.picker.hidden = true;
    this.rows = [];
    this.text.setAttribute("aria-expanded", "false");
    activate(this.text, [], -1);
  }

  key(/** @type {KeyboardEvent} */ event) {
    if (event.isComposing) return;
    if (!this.picker.hidden) {
      const next = event.key === "Home" || event.key === "End" ? null : moved(event.key, this.index, this.rows.length);
      if (next !== null) {
        this.index = next;
        activate(this.text, this.rows, next);
      } else if ((event.key === "Enter" || event.key === "Tab") && this.found[this.index]) this.choose(this.found[this.index]);
      else if (event.key === "Escape") this.hideList();
      else return;
      event.preventDefault();
    } else if (event.key === "Enter" && !event.shiftKey && !coarsePointer()) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.key === "Escape" && this.replyTo) {
      this.reply(null);
    } else if (event.key === "ArrowUp" && !this.text.value) {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (document.querySelector(".timeline > :last-child"))?.focus();
    }
  }

  /** @param {string} name of a command, from a mention in a message */
  start(name) {
    const entry = byName(this.entries ?? [], name);
    if (entry) this.choose(entry);
    else {
      this.text.value = `/${name}`;
      this.text.focus();
      this.typed();
    }
  }

  /** @param {import("./commands.js").Entry} entry */
  choose(entry) {
    this.hideList();
    if (this.text.value.startsWith("/")) this.text.value = "";
    this.grow();
    const asked = JSON.stringify(entry);
    const kept = this.kept.get(entry.name);
    if (kept?.asked === asked) return this.showForm(kept.form);
    const form = commandForm(entry, this.state, this.interactions, {
      close: () => this.closeForm(true),
      show: (again) => this.showForm(again),
      forget: () => this.kept.delete(entry.name),
    });
    this.kept.set(entry.name, { asked, form });
    this.showForm(form);
  }

  showForm(/** @type {HTMLElement} */ form) {
    this.commandForm?.remove();
    this.commandForm = form;
    this.form.hidden = true;
    this.root.append(form);
    /** @type {HTMLElement | null} */ (form.querySelector(".option-fields input, .option-fields button, .run"))?.focus();
  }

  closeForm(/** @type {boolean} */ focus) {
    if (!this.commandForm) return;
    this.commandForm.remove();
    this.commandForm = null;
    this.form.hidden = false;
    if (focus) this.text.focus();
  }

  /** @param {any} message null to answer to nothing */
  reply(message) {
    this.replyTo = message;
    this.banner.hidden = !message;
    if (!message) return;
    fill(
      this.banner,
      el("span", {}, t("replying-to", { name: this.state.authorName(message.author) })),
      el("button", { type: "button", class: "icon-button", "aria-label": t("cancel"), on: { click: () => this.reply(null) } }, icon("close")),
    );
    this.closeForm(false);
    this.text.focus();
  }

  attach(/** @type {File[]} */ files) {
    this.files = files.slice(0, MOST_FILES);
    this.fileInput.value = "";
    fill(
      this.attached,
      this.files.map((file) =>
        el(
          "li",
          {},
          el("span", { class: "file-name" }, `${file.name} · ${fileSize(file.size)}`),
          el("button", { type: "button", class: "icon-button", "aria-label": t("remove-file", { name: file.name }), on: { click: () => this.attach(this.files.filter((other) => other !== file)) } }, icon("close")),
        ),
      ),
    );
  }

  async send(/** @type {Event} */ event) {
    event.preventDefault();
    const content = this.text.value.trim();
    if ((!content && !this.files.length) || !this.mayWrite) return;
    const { files, replyTo } = this;
    const channel = this.state.openId ?? "";
    this.text.value = "";
    this.attach([]);
    this.reply(null);
    this.grow();
    try {
      const message = await this.state.api.send(channel, { content, ...(replyTo && { reply_to: replyTo.id }) }, files);
      if (message?.id) this.state.emit("answer", message);
    } catch (error) {
      // Nothing that somebody wrote is lost because a request was
      if (this.state.openId === channel && !this.text.value) this.text.value = content;
      this.files.length || this.attach(files);
      this.grow();
      this.state.emit("trouble", `${t("not-sent")} ${/** @type {Error} */ (error).message}`);
    }
    this.text.focus();
  }
}

/** On a phone Enter makes a new line, because there is no Shift to hold. */
const coarsePointer = () => window.matchMedia("(pointer: coarse)").matches;

// @ts-check
// The whole page for one person: head, three columns, and which of them a phone shows.

import { ChannelList, openable } from "./channel-list.js";
import { announce, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { Interactions } from "./interactions.js";
import { openModal } from "./modal.js";
import { openPanel } from "./panel.js";
import { avatar } from "./people.js";
import { showPerson } from "./person-card.js";
import { Room } from "./room.js";
import { Side } from "./side.js";
import { sandboxNow, stamp } from "./times.js";
import { t } from "./words.js";

export class App {
  /**
   * @param {import("./state.js").State} state loaded
   * @param {{who: () => void, moved: () => void, guild: (id: string) => void}} host
   */
  constructor(state, host) {
    this.state = state;
    this.host = host;
    this.interactions = new Interactions(state, {
      openModal: (modal, context) => openModal(modal, context, state, this.interactions),
    });
    this.room = new Room(state, this.interactions, { channels: () => this.drawer("channels"), side: (tab) => this.openSide(tab) });
    this.channels = new ChannelList(state, () => this.drawer(null));
    this.side = new Side(state);
    this.line = el("p", { class: "line", role: "alert", hidden: true }, icon("warning"), t("line-lost"));
    this.trouble = el("div", { class: "toast", role: "alert", hidden: true });
    this.clock = el("button", { type: "button", class: "head-button clock", on: { click: () => openPanel(state) } });
    this.nav = el("nav", { class: "pane channels-pane", id: "channels", "aria-label": t("channels") }, this.drawerHead(t("channels")), this.guildHead(), this.channels.root);
    this.aside = el("aside", { class: "pane side-pane", id: "side", "aria-label": t("side") }, this.drawerHead(t("side")), this.side.root);
    this.scrim = el("div", { class: "scrim", on: { click: () => this.drawer(null) } });
    this.root = el(
      "div",
      { class: "app" },
      el("a", { class: "skip", href: "#room", on: { click: (/** @type {Event} */ e) => this.skip(e) } }, t("skip")),
      this.head(),
      this.line,
      el("div", { class: "columns" }, this.nav, this.room.root, this.aside, this.scrim),
      this.trouble,
    );
    this.listen();
    this.drawClock();
  }

  listen() {
    const { state } = this;
    state.on("show-person", (who) => showPerson(who, state, this.interactions));
    state.on("trouble", (words) => this.tell(words, true));
    state.on("told", (words) => this.tell(words, false));
    state.on("line", () => this.lineChanged());
    // From here on nothing is missed; what came between the first look and now is asked for once more
    state.on("listening", () => this.room.timeline.reload());
    state.on("clock bot", () => this.drawClock());
    state.on("channel", () => {
      this.drawer(null);
      this.host.moved();
    });
    state.on("channel-gone", () => this.openFirst(null));
    this.escaped = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !this.root.dataset.drawer) return;
      if (!document.querySelector(":popover-open, dialog[open]")) this.drawer(null);
    };
    document.addEventListener("keydown", this.escaped);
    this.ticking = window.setInterval(() => this.drawClock(), 10_000);
    this.wide = window.matchMedia("(min-width: 1100px)");
    this.narrow = window.matchMedia("(max-width: 799.98px)");
    this.resized = () => this.drawer(null);
    this.wide.addEventListener("change", this.resized);
    this.narrow.addEventListener("change", this.resized);
  }

  /** Shows what was open before, or the first channel. @param {string | null} channelId */
  openFirst(channelId) {
    const first = (channelId && this.state.channel(channelId)) || openable(this.state)[0];
    if (first) this.state.open(first.id);
    else fill(this.room.head, el("p", { class: "empty" }, t("no-channels")));
    this.drawer(null);
  }

  head() {
    const { state, host } = this;
    return el(
      "header",
      { class: "top" },
      el("div", { class: "brand" }, el("h1", {}, "De Sektor ", el("span", {}, "— sandbox")), el("p", {}, t("practice-room"))),
      this.clock,
      el(
        "button",
        { type: "button", class: "head-button who-button", "aria-haspopup": "dialog", "aria-label": t("you-are", { name: state.person.display_name }), on: { click: () => host.who() } },
        avatar({ name: state.person.display_name, colour: state.person.avatar_colour, id: state.person.id }),
        el("span", { class: "who-text" }, el("b", {}, state.person.display_name), el("span", {}, t("switch"))),
        icon("chevron"),
      ),
    );
  }

  guildHead() {
    const { guilds } = this.state.world;
    if (guilds.length < 2) return el("p", { class: "guild-name" }, guilds[0]?.name ?? "");
    const button = (/** @type {any} */ guild) =>
      el("button", { type: "button", class: "chip", "aria-pressed": guild.id === this.state.guildId, on: { click: () => this.host.guild(guild.id) } }, guild.name);
    return el("div", { class: "chips guilds", role: "group" }, guilds.map(button));
  }

  drawerHead(/** @type {string} */ title) {
    return el(
      "div",
      { class: "drawer-head" },
      el("p", {}, title),
      el("button", { type: "button", class: "icon-button", "aria-label": t("close"), on: { click: () => this.drawer(null) } }, icon("close")),
    );
  }

  drawClock() {
    const { bot } = this.state;
    const words = t(bot.connected ? "bot-on" : "bot-off", { name: bot.name ?? t("bot") });
    fill(
      this.clock,
      icon("clock"),
      el("span", { class: "clock-text" }, el("b", {}, stamp(sandboxNow(), "t")), el("span", {}, el("span", { class: `lamp ${bot.connected ? "on" : ""}` }), t("panel-short"))),
    );
    this.clock.setAttribute("aria-label", `${t("panel")}: ${stamp(sandboxNow(), "f")}. ${words}`);
    this.clock.title = words;
  }

  lineChanged() {
    this.line.hidden = this.state.connected;
    if (!this.state.connected) return;
    announce(t("line-back"));
    this.state.refresh().catch(() => {});
  }

  openSide(/** @type {string} */ tab) {
    this.side.show(tab);
    if (!this.wide?.matches) this.drawer("side");
  }

  /** Opens one of the drawers, or closes them. @param {"channels" | "side" | null} which */
  drawer(which) {
    const isDrawer = { channels: Boolean(this.narrow?.matches), side: !this.wide?.matches };
    const before = this.root.dataset.drawer;
    if (which && isDrawer[which]) this.root.dataset.drawer = which;
    else delete this.root.dataset.drawer;
    const open = this.root.dataset.drawer;
    // Behind an open drawer nothing can be reached, and a closed drawer cannot either
    this.nav.inert = isDrawer.channels ? open !== "channels" : open === "side";
    this.aside.inert = isDrawer.side && open !== "side";
    this.room.root.inert = Boolean(open);
    if (open) (open === "channels" ? this.nav : this.aside).querySelector("button")?.focus();
    else if (before) /** @type {HTMLElement | null} */ (this.root.querySelector(before === "channels" ? ".channels-opener" : ".side-opener"))?.focus();
  }

  skip(/** @type {Event} */ event) {
    event.preventDefault();
    (this.room.composer.root.hidden ? this.room.forum.root : this.room.composer.text).focus();
  }

  tell(/** @type {string} */ words, /** @type {boolean} */ bad) {
    clearTimeout(this.telling);
    fill(this.trouble, icon(bad ? "warning" : "check"), el("span", {}, words), el("button", { type: "button", class: "icon-button", "aria-label": t("close"), on: { click: () => (this.trouble.hidden = true) } }, icon("close")));
    this.trouble.hidden = false;
    this.telling = window.setTimeout(() => (this.trouble.hidden = true), bad ? 12_000 : 4_000);
  }

  close() {
    clearInterval(this.ticking);
    if (this.escaped) document.removeEventListener("keydown", this.escaped);
    this.wide?.removeEventListener("change", this.resized);
    this.narrow?.removeEventListener("change", this.resized);
    for (const dialog of document.querySelectorAll("dialog")) dialog.close();
    this.root.remove();
  }
}

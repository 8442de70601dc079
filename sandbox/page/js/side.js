// @ts-check
// Beside the room: what is going to happen, and who is here.

import { picture } from "./attachments.js";
import { arrowKeys, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown-view.js";
import { avatarOf, roleColour, rolesOf } from "./people.js";
import { exactTime, stamp } from "./times.js";
import { t } from "./words.js";

const OVER = [3, 4];
const MOST_SHOWN = 100;

export class Side {
  /** @param {import("./state.js").State} state */
  constructor(state) {
    this.state = state;
    this.tab = "events";
    this.tabs = el("div", { class: "tabs", role: "tablist", "aria-label": t("side") });
    this.panel = el("div", { class: "side-panel", role: "tabpanel", id: "side-panel", tabindex: 0 });
    this.root = el("div", { class: "side-inner" }, this.tabs, this.panel);
    this.tabs.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
      this.show(this.tab === "events" ? "people" : "events");
      this.tabs.querySelector("[aria-selected=true]")?.focus();
    });
    arrowKeys(this.panel, ".member");
    state.on("guild clock", () => this.draw());
    this.draw();
  }

  /** @param {string} tab "events" or "people" */
  show(tab) {
    this.tab = tab;
    this.draw();
  }

  draw() {
    const focused = this.panel.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.key : null;
    const scroll = this.panel.scrollTop;
    const tab = (/** @type {string} */ key, /** @type {import("./icons.js").IconName} */ mark, /** @type {number} */ count) =>
      el(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${key}`,
          "aria-selected": this.tab === key,
          "aria-controls": "side-panel",
          tabindex: this.tab === key ? 0 : -1,
          on: { click: () => this.show(key) },
        },
        icon(mark),
        el("span", {}, t(key)),
        el("span", { class: "count" }, count),
      );
    const events = this.state.events.filter((event) => !OVER.includes(event.status));
    fill(this.tabs, tab("events", "calendar", events.length), tab("people", "people", this.state.members.size));
    this.panel.setAttribute("aria-labelledby", `tab-${this.tab}`);
    fill(this.panel, this.tab === "events" ? this.events(events) : this.people());
    this.panel.scrollTop = scroll;
    if (focused) /** @type {HTMLElement | null} */ (this.panel.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
  }

  /** @param {any[]} events */
  events(events) {
    if (!events.length) return el("p", { class: "empty" }, t("no-events"));
    const sorted = [...events].sort((a, b) => Date.parse(a.scheduled_start_time) - Date.parse(b.scheduled_start_time));
    return el("ul", { class: "events" }, sorted.map((event) => el("li", {}, this.event(event))));
  }

  /** @param {any} event */
  event(event) {
    const { state } = this;
    const start = new Date(event.scheduled_start_time);
    const place = event.entity_metadata?.location ?? (event.channel_id ? `#${state.channelName(event.channel_id)}` : "");
    return el(
      "article",
      { class: "event" },
      event.image && picture({ url: `../cdn/guild-events/${event.id}/${event.image}.png` }, { alt: event.name }),
      el("p", { class: "event-when" }, el("time", { datetime: start.toISOString(), title: exactTime(start) }, stamp(start, "F")), event.status === 2 && el("span", { class: "badge" }, t("now"))),
      el("h3", {}, event.name),
      place && el("p", { class: "event-place" }, place),
      event.description && el("details", {}, el("summary", {}, t("about-event")), markdown(event.description, { state })),
      el(
        "p",
        { class: "event-foot" },
        el(
          "button",
          {
            type: "button",
            class: "button secondary interested",
            "aria-pressed": Boolean(event.me_interested),
            data: { key: event.id },
            on: { click: () => this.interest(event) },
          },
          icon(event.me_interested ? "check" : "plus"),
          t("interested"),
        ),
        el("span", { class: "hint" }, t("interested-count", { n: event.user_count ?? 0 })),
      ),
    );
  }

  async interest(/** @type {any} */ event) {
    try {
      await this.state.api.interest(this.state.guildId ?? "", event.id, !event.me_interested);
      await this.state.refresh();
    } catch (error) {
      this.state.emit("trouble", /** @type {Error} */ (error).message);
    }
  }

  people() {
    const { state } = this;
    /** @type {Map<any, any[]>} */
    const groups = new Map();
    const hoisted = [...state.roles.values()].sort((a, b) => b.position - a.position);
    for (const role of hoisted) groups.set(role.id === state.guildId ? null : role, []);
    for (const member of state.members.values()) {
      // Roles that Discord shows apart come first; where nobody set that, the highest role will do
      const roles = rolesOf(state, member).filter((/** @type {any} */ role) => !role.managed);
      const role = roles.find((/** @type {any} */ r) => r.hoist) ?? roles[0] ?? null;
      groups.set(role, [...(groups.get(role) ?? []), member]);
    }
    const filled = [...groups].filter(([, members]) => members.length);
    return filled.map(([role, members]) =>
      el(
        "section",
        { class: "member-group" },
        el("h3", {}, role ? role.name : t("everyone-else"), el("span", { class: "count" }, members.length)),
        el("ul", {}, members.sort((a, b) => state.nameOf(a.user.id).localeCompare(state.nameOf(b.user.id))).slice(0, MOST_SHOWN).map((member) => el("li", {}, this.member(member)))),
        members.length > MOST_SHOWN && el("p", { class: "hint" }, t("and-more", { n: members.length - MOST_SHOWN })),
      ),
    );
  }

  /** @param {any} member */
  member(member) {
    const { state } = this;
    const colour = rolesOf(state, member).map(roleColour).find(Boolean);
    return el(
      "button",
      { type: "button", class: "member", data: { key: member.user.id }, on: { click: () => state.emit("show-person", member.user.id) } },
      avatarOf(state, member.user, "small"),
      el("span", { class: "member-name", style: { "--role": colour } }, state.nameOf(member.user.id)),
      member.user.bot && el("span", { class: "badge" }, t("bot")),
      member.user.id === state.me.id && el("span", { class: "tag" }, t("you")),
      el("span", { class: "more-hint" }, icon("more")),
    );
  }
}

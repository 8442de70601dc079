// @ts-check
// The knobs of the practice room itself: time, the bot's connection, and trouble on request.

import { el, fill, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { openDialog } from "./layers.js";
import { fromLocalField, nextThursday, sandboxNow, stamp, toLocalField } from "./times.js";
import { store, stored } from "./unread.js";
import { t } from "./words.js";

const THEME_KEY = "sektor-sandbox-theme";

/** Light, dark, or what the device says. */
export function applyTheme() {
  document.documentElement.dataset.theme = stored(THEME_KEY) ?? "auto";
}

/** @param {import("./state.js").State} state */
export function openPanel(state) {
  const { api } = state;
  const said = el("p", { class: "said", role: "status" });
  const clock = el("p", { class: "big-clock" });
  const shifted = el("p", { class: "hint" });
  const bot = el("p", { class: "bot-state" });

  const act = (/** @type {Promise<any>} */ work, /** @type {string} */ words) =>
    work.then(
      (answer) => {
        if (answer?.now) state.clockIs(answer);
        said.textContent = words;
      },
      (error) => (said.textContent = `${t("did-not-work")} ${error.message}`),
    );
  const button = (/** @type {string} */ words, /** @type {() => Promise<any>} */ work) =>
    el("button", { type: "button", class: "button secondary", on: { click: () => act(work(), `✓ ${words}`) } }, words);

  const draw = () => {
    clock.textContent = stamp(sandboxNow(), "F");
    const seconds = Math.round(state.clock?.offset_seconds ?? 0);
    shifted.textContent = Math.abs(seconds) > 1 ? t("clock-shifted", { when: stamp(new Date(), "f") }) : t("clock-real");
    fill(bot, el("span", { class: `lamp ${state.bot.connected ? "on" : ""}` }), t(state.bot.connected ? "bot-on" : "bot-off", { name: state.bot.name ?? t("bot") }));
  };
  const id = freshId("moment");
  const field = el("input", { type: "datetime-local", id, value: toLocalField(sandboxNow()), required: true });
  const jump = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (field.value) act(api.clock({ to: fromLocalField(field.value).toISOString() }), `✓ ${t("clock-set")}`);
  };

  const listen = new AbortController();
  for (const type of ["clock", "bot"]) state.addEventListener(type, draw, { signal: listen.signal });
  const ticking = setInterval(draw, 15_000);
  draw();
  openDialog({
    title: t("panel"),
    cls: "panel",
    onClose: () => {
      listen.abort();
      clearInterval(ticking);
    },
    body: el(
      "div",
      { class: "panel-body" },
      el("p", { class: "lead" }, t("panel-lead")),
      section("clock", t("clock"), [
        clock,
        shifted,
        el(
          "div",
          { class: "row" },
          button(t("plus-hour"), () => api.clock({ forward_seconds: 3600 })),
          button(t("plus-day"), () => api.clock({ forward_seconds: 86_400 })),
          button(t("to-thursday"), () => api.clock({ to: nextThursday().toISOString() })),
          button(t("back-to-now"), () => api.clock({ reset: true })),
        ),
        el("form", { class: "moment", on: { submit: jump } }, el("label", { class: "field-label", for: id }, t("to-moment")), field, el("button", { type: "submit", class: "button secondary" }, t("go"))),
      ]),
      section("tools", t("the-bot"), [bot]),
      section("warning", t("trouble"), [
        el("p", { class: "hint" }, t("trouble-lead")),
        el(
          "div",
          { class: "row" },
          button(t("fault-500"), () => api.faults({ status: 500, next: 3 })),
          button(t("fault-429"), () => api.faults({ status: 429, next: 3 })),
          button(t("fault-slow"), () => api.faults({ delay_ms: 2000, next: 5 })),
          button(t("fault-gateway"), () => api.faults({ drop_gateway: true })),
          button(t("fault-clear"), () => api.faults({ clear: true })),
        ),
      ]),
      section("eye", t("look"), [themes()]),
      said,
    ),
  });
}

/** @param {import("./icons.js").IconName} mark @param {string} title @param {any[]} children */
const section = (mark, title, children) => el("section", {}, el("h3", {}, icon(mark), title), children);

function themes() {
  const choose = (/** @type {string} */ theme) => {
    store(THEME_KEY, theme);
    applyTheme();
  };
  return el(
    "div",
    { class: "segments", role: "radiogroup", "aria-label": t("look") },
    ["auto", "light", "dark"].map((theme) =>
      el(
        "label",
        { class: "segment" },
        el("input", { type: "radio", name: "theme", value: theme, checked: (stored(THEME_KEY) ?? "auto") === theme, on: { change: () => choose(theme) } }),
        el("span", {}, t(`theme-${theme}`)),
      ),
    ),
  );
}

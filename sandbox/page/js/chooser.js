// @ts-check
// A select menu: a button that opens a list to choose one or several things from, with a search field for long lists.

import { el, fill, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { activate, follow, moved, place } from "./popup.js";
import { t } from "./words.js";

const SEARCH_FROM = 9;
const MOST_SHOWN = 100;

/** @typedef {{label: string, value: string, description?: string, mark?: string}} Choice */

/**
 * @param {object} settings
 * @param {Choice[]} settings.choices
 * @param {string} settings.label for screen readers
 * @param {string} [settings.placeholder]
 * @param {number} [settings.min]
 * @param {number} [settings.max]
 * @param {string[]} [settings.chosen]
 * @param {boolean} [settings.disabled]
 * @param {(values: string[]) => void} settings.onChange called when the choice is made
 * @param {string} [settings.id]
 * @returns {HTMLElement & {value: string[]}}
 */
export function chooser({ choices, label, placeholder, min = 1, max = 1, chosen = [], disabled = false, onChange, id }) {
  const several = max > 1;
  let values = choices.map((choice) => choice.value).filter((value) => chosen.includes(value));
  /** @type {HTMLElement[]} */
  let options = [];
  let index = 0;
  let before = values;
  const listId = freshId("list");

  const shown = el("span", { class: "chosen" });
  const button = el(
    "button",
    { type: "button", class: "chooser-button", id, disabled, "aria-haspopup": "listbox", "aria-label": label },
    shown,
    icon("chevron"),
  );
  const search = el("input", {
    type: "text",
    class: "chooser-search",
    role: "combobox",
    "aria-expanded": true,
    "aria-controls": listId,
    "aria-autocomplete": "list",
    "aria-label": t("search-in", { what: label }),
    placeholder: t("search"),
    autocomplete: "off",
  });
  const list = el("div", { class: "options", role: "listbox", id: listId, tabindex: -1, "aria-label": label, "aria-multiselectable": several });
  const done = el("button", { type: "button", class: "button primary", on: { click: () => layer.hidePopover() } }, t("done"));
  const hint = el("p", { class: "hint" });
  const layer = el(
    "div",
    { class: "layer sheet", popover: "auto", "data-least": 260 },
    el("p", { class: "layer-title" }, label),
    choices.length >= SEARCH_FROM && search,
    list,
    several && el("div", { class: "layer-foot" }, hint, done),
  );
  button.popoverTargetElement = layer;
  follow(button, layer);

  const owner = () => (choices.length >= SEARCH_FROM ? search : list);

  const showValue = () => {
    const names = choices.filter((choice) => values.includes(choice.value)).map((choice) => choice.label);
    fill(shown, names.length ? names.join(", ") : placeholder || t("choose"));
    button.classList.toggle("empty", !names.length);
    button.setAttribute("aria-label", names.length ? `${label}: ${names.join(", ")}` : label);
    hint.textContent = t("choose-count", { min, max: Math.min(max, choices.length), n: values.length });
    done.disabled = values.length < min;
  };

  const draw = () => {
    const wanted = search.value.trim().toLowerCase();
    const found = choices.filter((choice) => `${choice.label} ${choice.description ?? ""}`.toLowerCase().includes(wanted));
    options = found.slice(0, MOST_SHOWN).map((choice) => {
      const selected = values.includes(choice.value);
      return el(
        "div",
        {
          class: "option",
          role: "option",
          id: freshId("option"),
          "aria-selected": selected,
          data: { value: choice.value },
          on: { click: () => pick(choice.value) },
        },
        el("span", { class: several ? "tick box" : "tick" }, selected && icon("check")),
        choice.mark && el("span", { class: "mark" }, choice.mark),
        el(
          "span",
          { class: "option-text" },
          el("span", { class: "option-label" }, choice.label),
          choice.description && el("span", { class: "option-description" }, choice.description),
        ),
      );
    });
    const rest = found.length - options.length;
    fill(list, options.length ? options : el("p", { class: "hint" }, t("nothing-found")), rest > 0 && el("p", { class: "hint" }, t("and-more", { n: rest })));
    index = Math.min(index, Math.max(options.length - 1, 0));
    activate(owner(), options, index);
  };

  const pick = (/** @type {string} */ value) => {
    if (!several) {
      values = min === 0 && values.includes(value) ? [] : [value];
      layer.hidePopover();
      return;
    }
    if (values.includes(value)) values = values.filter((other) => other !== value);
    else if (values.length < max) values = [...values, value];
    showValue();
    draw();
  };

  const keys = (/** @type {KeyboardEvent} */ event) => {
    const next = moved(event.key, index, options.length);
    const chooses = event.key === "Enter" || (event.key === " " && event.target === list);
    if (next !== null) {
      index = next;
      activate(owner(), options, index);
    } else if (chooses && options[index]) pick(options[index].dataset.value ?? "");
    else if (event.key === "Tab" && !several) return layer.hidePopover();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  list.addEventListener("keydown", keys);
  search.addEventListener("keydown", keys);
  search.addEventListener("input", () => {
    index = 0;
    draw();
  });

  // Opened here and not by the browser, so that the very next key already arrives in the list
  button.addEventListener("click", (/** @type {Event} */ event) => {
    event.preventDefault();
    if (layer.matches(":popover-open")) return layer.hidePopover();
    layer.showPopover({ source: button });
    search.value = "";
    before = values;
    index = Math.max(choices.findIndex((choice) => values.includes(choice.value)), 0);
    draw();
    place(button, layer);
    owner().focus();
  });
  layer.addEventListener("toggle", (/** @type {any} */ event) => {
    button.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "open") return;
    if (values.length < min && before.length) values = before;
    showValue();
    const changed = values.length !== before.length || values.some((value) => !before.includes(value));
    if (changed && values.length >= min) onChange(values);
  });

  showValue();
  const root = el("div", { class: "chooser" }, button, layer);
  Object.defineProperty(root, "value", { get: () => values });
  return root;
}

// @ts-check
// A text field with suggestions (the ARIA combobox): what is typed counts, unless a suggestion is chosen.

import { announce, debounced, el, fill, freshId } from "./dom.js";
import { activate, follow, moved, place } from "./popup.js";
import { t } from "./words.js";

/** @typedef {{name: string, value: any, description?: string}} Suggestion */

/**
 * @param {object} settings
 * @param {(typed: string) => Promise<Suggestion[]> | Suggestion[]} settings.source
 * @param {Record<string, any>} settings.attributes for the input
 * @param {boolean} [settings.strict] only a suggestion counts, not what is typed
 * @param {number} [settings.delay] ms of silence before asking
 * @param {Suggestion} [settings.start] what is chosen at the beginning
 * @returns {HTMLElement & {value: any, input: HTMLInputElement}}
 */
export function combobox({ source, attributes, strict = false, delay = 0, start }) {
  const listId = freshId("suggestions");
  /** @type {Suggestion | null} */
  let chosen = start ?? null;
  /** @type {Suggestion[]} */
  let suggestions = [];
  /** @type {HTMLElement[]} */
  let options = [];
  let index = -1;
  let asked = 0;

  const input = el("input", {
    type: "text",
    autocomplete: "off",
    spellcheck: false,
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": false,
    "aria-controls": listId,
    ...attributes,
    value: start?.name ?? attributes.value ?? "",
  });
  const list = el("div", { class: "options", role: "listbox", id: listId, "aria-label": attributes["aria-label"] ?? t("suggestions") });
  const layer = el("div", { class: "layer", popover: "manual" }, list);
  follow(input, layer);

  const isOpen = () => layer.matches(":popover-open");
  const close = () => {
    if (isOpen()) layer.hidePopover();
    input.setAttribute("aria-expanded", "false");
    activate(input, [], -1);
  };

  const take = (/** @type {Suggestion} */ suggestion) => {
    chosen = suggestion;
    input.value = suggestion.name;
    input.setCustomValidity("");
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const show = (/** @type {Suggestion[]} */ found) => {
    suggestions = found;
    options = found.map((suggestion) =>
      el(
        "div",
        {
          class: "option",
          role: "option",
          id: freshId("suggestion"),
          "aria-selected": false,
          // The field must keep the focus, or it would close before the click arrives
          on: { pointerdown: (/** @type {Event} */ e) => e.preventDefault(), click: () => take(suggestion) },
        },
        el(
          "span",
          { class: "option-text" },
          el("span", { class: "option-label" }, suggestion.name),
          suggestion.description && el("span", { class: "option-description" }, suggestion.description),
        ),
      ),
    );
    fill(list, options.length ? options : el("p", { class: "hint" }, t("nothing-found")));
    if (document.activeElement !== input) return;
    if (!isOpen()) layer.showPopover();
    input.setAttribute("aria-expanded", "true");
    index = strict && options.length ? 0 : -1;
    activate(input, options, index);
    place(input, layer);
    announce(t("suggestion-count", { n: options.length }));
  };

  const ask = async () => {
    asked += 1;
    const mine = asked;
    try {
      const found = await source(chosen ? "" : input.value);
      if (mine === asked) show(found);
    } catch {
      if (mine === asked) close();
    }
  };
  const askSoon = delay ? debounced(ask, delay) : ask;

  input.addEventListener("input", () => {
    chosen = null;
    askSoon();
  });
  input.addEventListener("focus", askSoon);
  input.addEventListener("click", () => isOpen() || ask());
  input.addEventListener("blur", () => {
    asked += 1;
    close();
    if (!strict || chosen) return;
    const typed = input.value.trim().toLowerCase();
    const exact = suggestions.find((suggestion) => suggestion.name.toLowerCase() === typed);
    if (exact) take(exact);
    input.setCustomValidity(typed && !chosen ? t("choose-from-list") : "");
  });
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const next = event.key === "Home" || event.key === "End" ? null : moved(event.key, index, options.length);
    if (!isOpen()) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      ask();
    } else if (next !== null) {
      index = next;
      activate(input, options, index);
    } else if (event.key === "Enter" && suggestions[index]) take(suggestions[index]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  const root = el("div", { class: "combobox" }, input, layer);
  Object.defineProperty(root, "value", {
    get: () => (chosen ? chosen.value : strict ? null : input.value),
  });
  Object.defineProperty(root, "input", { get: () => input });
  return root;
}

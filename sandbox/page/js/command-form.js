// @ts-check
// Filling in a command: what is required first, the rest behind chips, then run it.

import { localDescription, localName } from "./commands.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { optionField } from "./options.js";
import { t } from "./words.js";

/**
 * @param {import("./commands.js").Entry} entry
 * @param {import("./state.js").State} state
 * @param {import("./interactions.js").Interactions} interactions
 * @param {{close: () => void, show: (form: any) => void, forget: () => void}} host where it stands; it keeps the form until
 *   it is told to forget it, so that an accidental close loses nothing
 */
export function commandForm(entry, state, interactions, host) {
  /** @type {Map<string, import("./options.js").OptionField>} */
  const fields = new Map();
  const title = `/${entry.localName}`;
  const alert = el("p", { class: "field-error", role: "alert", hidden: true });
  const place = el("div", { class: "option-fields" });
  const chips = el("div", { class: "chips", role: "group", "aria-label": t("optional") });

  const collect = () => {
    /** @type {Record<string, any>} */
    const options = {};
    /** @type {File[]} */
    const files = [];
    for (const { option, read } of fields.values()) {
      const value = read();
      if (value === undefined || Number.isNaN(value)) continue;
      options[option.name] = value instanceof File ? { file: files.push(value) - 1 } : value;
    }
    return { options, files };
  };

  const complete = (/** @type {any} */ option) => async (/** @type {any} */ typed) => {
    const { options } = collect();
    // An attachment cannot be sent along with every letter
    for (const [name, value] of Object.entries(options)) if (value?.file !== undefined) delete options[name];
    options[option.name] = typed ?? "";
    return interactions.autocomplete({ channel_id: state.openId ?? "", command: entry.name, options, focused: option.name });
  };

  const add = (/** @type {any} */ option, focus = false) => {
    const field = optionField(option, state, complete(option));
    fields.set(option.name, field);
    if (!option.required) {
      const label = localName(option, state.locale);
      field.root.append(
        el("button", { type: "button", class: "icon-button field-remove", "aria-label": t("remove-option", { name: label }), on: { click: () => removeField(option) } }, icon("close")),
      );
    }
    place.append(field.root);
    drawChips();
    if (focus) field.focus();
  };

  const removeField = (/** @type {any} */ option) => {
    fields.get(option.name)?.root.remove();
    fields.delete(option.name);
    drawChips();
    chips.querySelector("button")?.focus();
  };

  const drawChips = () =>
    fill(
      chips,
      entry.options
        .filter((option) => !option.required && !fields.has(option.name))
        .map((option) =>
          el(
            "button",
            { type: "button", class: "chip", title: localDescription(option, state.locale), on: { click: () => add(option, true) } },
            icon("plus"),
            localName(option, state.locale),
          ),
        ),
    );

  const run = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const wrong = [...fields.values()].filter((field) => field.problem());
    alert.hidden = !wrong.length;
    if (wrong.length) {
      alert.textContent = t("mend-fields", { n: wrong.length });
      wrong[0].focus();
      return;
    }
    const { options, files } = collect();
    const channelId = state.openId ?? "";
    host.close();
    const result = await interactions.command({ title, body: { command: entry.name, options }, files, channelId, retry: () => host.show(root) });
    if (result.result !== "failed") host.forget();
  };

  const root = el(
    "form",
    {
      class: "command-form",
      "aria-label": title,
      novalidate: true,
      on: {
        submit: run,
        keydown: (/** @type {KeyboardEvent} */ event) => {
          // An open list closes first
          if (event.key !== "Escape" || root.querySelector(":popover-open")) return;
          event.preventDefault();
          host.close();
        },
      },
    },
    el(
      "header",
      { class: "command-head" },
      el("div", {}, el("p", { class: "command-name" }, title), el("p", { class: "hint" }, entry.description)),
      el("button", { type: "button", class: "icon-button", "aria-label": t("cancel"), on: { click: () => host.close() } }, icon("close")),
    ),
    el("div", { class: "command-body" }, place, chips, alert),
    el("div", { class: "command-foot" }, el("button", { type: "submit", class: "button primary run" }, t("run"))),
  );
  for (const option of entry.options.filter((item) => item.required)) add(option);
  drawChips();
  return root;
}

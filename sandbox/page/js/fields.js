// @ts-check
// What stands in a form of the bot: each kind of component as a field that can be read and checked.

import { fileField } from "./attachments.js";
import { chooser } from "./chooser.js";
import { selectChoices } from "./components.js";
import { el, freshId } from "./dom.js";
import { markdown } from "./markdown-view.js";
import { t } from "./words.js";

/**
 * @typedef {object} Field
 * @property {string | null} customId null for what only is there to be read
 * @property {HTMLElement} root
 * @property {() => any} read
 * @property {() => string | null} [wrong]
 */

/**
 * @param {any} component as it stands at the top of a modal
 * @param {import("./state.js").State} state
 * @param {any} kept what was filled in before
 * @returns {Field}
 */
export function formField(component, state, kept) {
  if (component.type === 10) return { customId: null, root: markdown(component.content, { state }), read: () => undefined };
  if (component.type === 1) return labelled(component.components[0], component.components[0].label, "", state, kept);
  if (component.type === 18) return labelled(component.component, component.label, component.description, state, kept);
  return { customId: null, root: el("p", { class: "hint" }, t("unknown-component", { type: component.type })), read: () => undefined };
}

/** Whether it must be filled in; Discord says yes unless told otherwise. @param {any} component */
const isRequired = (component) => component.required !== false && component.type !== 23;

/** @param {any} component @param {string} label @param {string | undefined} description @param {import("./state.js").State} state @param {any} kept @returns {Field} */
function labelled(component, label, description, state, kept) {
  const id = freshId("field");
  const hintId = freshId("hint");
  const errorId = freshId("error");
  const made = control(component, { id, label, describedby: `${hintId} ${errorId}`, state, kept });
  const group = [21, 22].includes(component.type);
  const required = isRequired(component);
  const error = el("p", { class: "field-error", id: errorId, hidden: true });
  const words = [label, required && el("span", { class: "required", title: t("is-required") }, " *")];
  const root = el(
    group ? "fieldset" : "div",
    { class: "field", data: { field: component.custom_id }, "aria-describedby": group ? `${hintId} ${errorId}` : undefined },
    group ? el("legend", { class: "field-label" }, words) : el("label", { class: "field-label", for: id }, words),
    description ? el("p", { class: "hint", id: hintId }, description) : el("p", { class: "hint", id: hintId, hidden: true }),
    made.root,
    made.foot,
    error,
  );
  const wrong = () => {
    const value = made.read();
    const empty = value === "" || value === null || (Array.isArray(value) && !value.length);
    const problem = empty ? (required ? t("is-required") : null) : (made.wrong?.() ?? null);
    error.hidden = !problem;
    error.textContent = problem ?? "";
    const target = /** @type {HTMLElement} */ (made.root.matches("input, textarea") ? made.root : made.root.querySelector("input, button"));
    target?.setAttribute("aria-invalid", String(Boolean(problem)));
    return problem;
  };
  return { customId: component.custom_id, root, read: made.read, wrong };
}

/**
 * @typedef {{id: string, label: string, describedby: string, state: import("./state.js").State, kept: any}} About
 * @typedef {{root: HTMLElement, foot?: HTMLElement, read: () => any, wrong?: () => string | null}} Control
 */

/** @param {any} component @param {About} about @returns {Control} */
function control(component, about) {
  switch (component.type) {
    case 4:
      return textInput(component, about);
    case 19:
      return upload(component, about);
    case 21:
    case 22:
      return marks(component, about);
    case 23: {
      const box = el("input", { type: "checkbox", id: about.id, checked: about.kept ?? component.default ?? false, "aria-describedby": about.describedby });
      return { root: el("div", { class: "single-check" }, box), read: () => box.checked };
    }
    default:
      return selectMenu(component, about);
  }
}

/** @param {any} component @param {About} about @returns {Control} */
function textInput(component, { id, describedby, kept }) {
  const long = component.style === 2;
  const most = component.max_length ?? 4000;
  const root = el(long ? "textarea" : "input", {
    id,
    type: long ? undefined : "text",
    rows: long ? 4 : undefined,
    maxlength: most,
    placeholder: component.placeholder,
    autocomplete: "off",
    "aria-required": isRequired(component),
    "aria-describedby": describedby,
    value: kept ?? component.value ?? "",
  });
  const count = el("p", { class: "hint count" });
  const draw = () => (count.textContent = component.max_length ? `${root.value.length} / ${most}` : "");
  root.addEventListener("input", draw);
  draw();
  const least = component.min_length ?? 0;
  return { root, foot: count, read: () => root.value, wrong: () => (root.value.length < least ? t("too-short", { n: least }) : null) };
}

/** @param {any} component @param {About} about @returns {Control} */
function selectMenu(component, { id, label, describedby, state, kept }) {
  const { choices, chosen } = selectChoices(component, state);
  const least = isRequired(component) ? Math.max(component.min_values ?? 1, 1) : 0;
  const root = chooser({
    choices,
    chosen: kept ?? chosen,
    label,
    id,
    placeholder: component.placeholder,
    min: least,
    max: component.max_values ?? 1,
    onChange: () => {},
  });
  root.querySelector("button")?.setAttribute("aria-describedby", describedby);
  return { root, read: () => root.value };
}

/** @param {any} component @param {About} about @returns {Control} */
function upload(component, { id, describedby, kept }) {
  const required = isRequired(component);
  const root = fileField({ id, max: component.max_values ?? 1, required, describedby, start: kept ?? [] });
  const least = component.min_values ?? 1;
  return { root, read: () => root.files, wrong: () => (root.files.length < least ? t("too-few-files", { n: least }) : null) };
}

/** Radio buttons or checkboxes. @param {any} component @param {About} about @returns {Control} */
function marks(component, { id, kept }) {
  const one = component.type === 21;
  const picked = (/** @type {any} */ option) => (kept === undefined ? option.default : one ? kept === option.value : kept.includes(option.value));
  const root = el(
    "div",
    { class: "marks" },
    (component.options ?? []).map((/** @type {any} */ option) =>
      el(
        "label",
        { class: "mark-row" },
        el("input", { type: one ? "radio" : "checkbox", name: id, value: option.value, checked: Boolean(picked(option)) }),
        el("span", {}, option.label, option.description && el("span", { class: "option-description" }, option.description)),
      ),
    ),
  );
  const values = () => [...root.querySelectorAll("input:checked")].map((input) => input.value);
  if (one) return { root, read: () => values()[0] ?? null };
  const least = component.min_values ?? (isRequired(component) ? 1 : 0);
  const most = component.max_values ?? component.options?.length ?? 0;
  const wrong = () => (values().length < least || values().length > most ? t("choose-between", { min: least, max: most }) : null);
  return { root, read: values, wrong };
}

// @ts-check
// One option of a command as a field, with what it accepts said in the person's language.

import { fileField } from "./attachments.js";
import { chooser } from "./chooser.js";
import { combobox } from "./combobox.js";
import { OPTION, localDescription, localName } from "./commands.js";
import { el, freshId } from "./dom.js";
import { OPTION_KIND, entities } from "./entities.js";
import { t } from "./words.js";

const AUTOCOMPLETE_DELAY_MS = 200;

/**
 * @typedef {object} OptionField
 * @property {any} option
 * @property {HTMLElement} root
 * @property {() => any} read undefined when nothing is given; a File for an attachment
 * @property {() => string | null} problem what is wrong with it, in words
 * @property {() => void} focus
 */

/**
 * @param {any} option
 * @param {import("./state.js").State} state
 * @param {(typed: any) => Promise<any[]>} complete asks the bot for its choices
 * @param {any} [start] what was given before
 * @returns {OptionField}
 */
export function optionField(option, state, complete, start) {
  const id = freshId("option");
  const hintId = freshId("hint");
  const errorId = freshId("error");
  const label = localName(option, state.locale);
  const common = { id, "aria-describedby": `${hintId} ${errorId}`, "aria-required": Boolean(option.required) };
  const control = controlFor(option, state, complete, common, label, start);
  const error = el("p", { class: "field-error", id: errorId, hidden: true });
  const target = () => /** @type {HTMLElement} */ (control.root.querySelector("input, button, textarea") ?? control.root);
  const problem = () => {
    const value = control.read();
    const wrong = control.wrong?.() ?? (value === undefined ? (option.required ? t("is-required") : null) : limits(option, value));
    error.hidden = !wrong;
    error.textContent = wrong ?? "";
    target().setAttribute("aria-invalid", String(Boolean(wrong)));
    return wrong;
  };
  const root = el(
    "div",
    { class: "field", data: { option: option.name } },
    el("label", { class: "field-label", for: id }, label, option.required && el("span", { class: "required", title: t("is-required") }, " *")),
    el("p", { class: "hint", id: hintId }, localDescription(option, state.locale)),
    control.root,
    error,
  );
  return { option, root, read: control.read, problem, focus: () => target().focus() };
}

/** @param {any} option @param {any} value */
function limits(option, value) {
  if (typeof value === "string" && option.min_length && value.length < option.min_length) return t("too-short", { n: option.min_length });
  if (typeof value === "string" && option.max_length && value.length > option.max_length) return t("too-long", { n: option.max_length });
  if (typeof value === "number" && option.min_value !== undefined && value < option.min_value) return t("too-small", { n: option.min_value });
  if (typeof value === "number" && option.max_value !== undefined && value > option.max_value) return t("too-large", { n: option.max_value });
  return null;
}

/**
 * @param {any} option @param {import("./state.js").State} state @param {(typed: any) => Promise<any[]>} complete
 * @param {Record<string, any>} common @param {string} label @param {any} start
 * @returns {{root: HTMLElement, read: () => any, wrong?: () => string | null}}
 */
function controlFor(option, state, complete, common, label, start) {
  if (option.choices?.length) return fromChoices(option, state, common, label, start);
  if (option.type === OPTION.boolean) return yesOrNo(common, label, start);
  if (option.type === OPTION.attachment) {
    const field = fileField({ id: common.id, required: option.required, describedby: common["aria-describedby"], start: start ? [start] : [] });
    return { root: field, read: () => field.files[0] };
  }
  if (option.type in OPTION_KIND) return entity(option, state, common, label, start);
  if (option.autocomplete) return completed(option, state, complete, common, label, start);
  return typed(option, common, start);
}

/** @param {any} option @param {Record<string, any>} common @param {any} start */
function typed(option, common, start) {
  const number = option.type !== OPTION.string;
  const root = el("input", {
    type: "text",
    inputmode: number ? (option.type === OPTION.integer ? "numeric" : "decimal") : undefined,
    maxlength: number ? undefined : option.max_length,
    autocomplete: "off",
    value: start ?? "",
    ...common,
  });
  return { root: el("div", {}, root), ...(number ? numeric(() => root.value, option) : { read: () => root.value.trim() || undefined }) };
}

/** A number as people type it, with a comma or a point. @param {() => any} raw @param {any} option */
function numeric(raw, option) {
  const parse = () => {
    const value = raw();
    if (value === null || value === undefined || String(value).trim() === "") return undefined;
    return Number(String(value).trim().replace(",", "."));
  };
  return {
    read: parse,
    wrong: () => {
      const value = parse();
      if (value === undefined) return null;
      if (Number.isNaN(value)) return t("not-a-number");
      return option.type === OPTION.integer && !Number.isInteger(value) ? t("not-whole") : null;
    },
  };
}

/** @param {any} option @param {import("./state.js").State} state @param {Record<string, any>} common @param {string} label @param {any} start */
function fromChoices(option, state, common, label, start) {
  const choices = option.choices.map((/** @type {any} */ choice) => ({ label: localName(choice, state.locale), value: String(choice.value) }));
  const root = chooser({ choices, label, id: common.id, min: option.required ? 1 : 0, chosen: start === undefined ? [] : [String(start)], onChange: () => {} });
  const read = () => option.choices.find((/** @type {any} */ choice) => String(choice.value) === root.value[0])?.value;
  return { root, read };
}

/** @param {Record<string, any>} common @param {string} label @param {any} start */
function yesOrNo(common, label, start) {
  const radio = (/** @type {string} */ value, /** @type {string} */ words, /** @type {string | undefined} */ id) =>
    el("label", { class: "segment" }, el("input", { type: "radio", name: common.id, value, id, checked: String(start) === value }), el("span", {}, words));
  const root = el(
    "div",
    { class: "segments", role: "radiogroup", "aria-label": label, "aria-describedby": common["aria-describedby"] },
    radio("true", t("yes"), common.id),
    radio("false", t("no"), undefined),
  );
  return { root, read: () => ({ true: true, false: false })[root.querySelector("input:checked")?.value] };
}

/** @param {any} option @param {import("./state.js").State} state @param {Record<string, any>} common @param {string} label @param {any} start */
function entity(option, state, common, label, start) {
  const known = entities(state, OPTION_KIND[/** @type {6} */ (option.type)], option.channel_types);
  const chosen = known.find((choice) => choice.value === start);
  const root = combobox({
    strict: true,
    start: chosen && { name: chosen.label, value: chosen.value },
    source: (text) => {
      const wanted = text.trim().toLowerCase().replace(/^[@#]/, "");
      return known
        .filter((choice) => `${choice.label} ${choice.description ?? ""}`.toLowerCase().includes(wanted))
        .slice(0, 25)
        .map((choice) => ({ name: choice.label, value: choice.value, description: choice.description }));
    },
    attributes: { ...common, "aria-label": label },
  });
  return {
    root,
    read: () => root.value ?? undefined,
    wrong: () => (root.value === null && root.input.value.trim() ? t("choose-from-list") : null),
  };
}

/**
 * @param {any} option @param {import("./state.js").State} state @param {(typed: any) => Promise<any[]>} complete
 * @param {Record<string, any>} common @param {string} label @param {any} start
 */
function completed(option, state, complete, common, label, start) {
  const root = combobox({
    delay: AUTOCOMPLETE_DELAY_MS,
    source: async (text) =>
      (await complete(text)).map((choice) => ({ name: localName(choice, state.locale), value: choice.value })),
    attributes: { ...common, "aria-label": label, value: start ?? "", maxlength: option.max_length },
  });
  if (option.type !== OPTION.string) return { root, ...numeric(() => root.value, option) };
  return { root, read: () => (typeof root.value === "string" ? root.value.trim() || undefined : root.value) };
}

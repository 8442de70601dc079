// @ts-check
// A form of the bot. What was typed is kept until it was sent, also through an accidental close.

import { el, fill } from "./dom.js";
import { formField } from "./fields.js";
import { icon } from "./icons.js";
import { openDialog } from "./layers.js";
import { t } from "./words.js";

/** @type {Map<string, any[]>} what somebody had filled in, by place in the form */
const kept = new Map();

/**
 * The same form asked again: custom ids may be new each time, what it asks is not.
 * @param {any} modal @param {string} person @param {string} source
 */
const signature = (modal, person, source) =>
  JSON.stringify([person, source, modal.title, modal.components.map((/** @type {any} */ c) => startOf(c))]);

/** What a field asks and what the bot filled in, without its ids. @param {any} component */
function startOf(component) {
  const inner = component.component ?? component.components?.[0] ?? component;
  const { custom_id: _custom, id: _id, ...rest } = inner;
  return [component.label, rest];
}

/**
 * @param {any} modal
 * @param {import("./interactions.js").ModalContext} context
 * @param {import("./state.js").State} state
 * @param {import("./interactions.js").Interactions} interactions
 */
export function openModal(modal, context, state, interactions) {
  const key = signature(modal, state.person.id, context.source);
  const before = kept.get(key) ?? [];
  const fields = modal.components.map((/** @type {any} */ component, /** @type {number} */ at) => formField(component, state, before[at]));
  const alert = el("p", { class: "failure", role: "alert", hidden: true });
  const send = el("button", { type: "submit", class: "button primary" }, t("submit"));
  let sent = false;

  const keep = () => kept.set(key, fields.map((/** @type {any} */ field) => field.read()));

  const complain = (/** @type {import("./dom.js").Child[]} */ ...words) => {
    alert.hidden = false;
    fill(alert, icon("warning"), el("span", {}, words));
  };

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const wrong = fields.filter((/** @type {any} */ field) => field.wrong?.());
    if (wrong.length) {
      complain(t("mend-fields", { n: wrong.length }));
      wrong[0].root.querySelector("input, textarea, button")?.focus();
      return;
    }
    keep();
    alert.hidden = true;
    send.disabled = true;
    send.classList.add("busy");
    /** @type {File[]} */
    const files = [];
    /** @type {Record<string, any>} */
    const values = {};
    for (const field of fields) {
      if (field.customId === null) continue;
      const value = field.read();
      const upload = Array.isArray(value) && value[0] instanceof File;
      values[field.customId] = upload ? value.map((/** @type {File} */ file) => ({ file: files.push(file) - 1 })) : value;
    }
    const result = await interactions.submit(context, values, files);
    send.disabled = false;
    send.classList.remove("busy");
    if (result.result === "failed") {
      complain(el("b", {}, t("form-failed")), result.error ? ` ${result.error}` : "");
      send.focus();
      return;
    }
    sent = true;
    kept.delete(key);
    dialog.close();
  };

  const form = el(
    "form",
    { class: "modal-form", novalidate: true, on: { submit } },
    el(
      "div",
      { class: "modal-body" },
      before.length > 0 && el("p", { class: "hint restored" }, t("restored")),
      fields.map((/** @type {any} */ field) => field.root),
      alert,
    ),
    el(
      "div",
      { class: "dialog-foot" },
      el("button", { type: "button", class: "button secondary", on: { click: () => dialog.close() } }, t("cancel")),
      send,
    ),
  );
  const shape = () => JSON.stringify(fields.map((/** @type {any} */ field) => field.read()));
  const untouched = shape();
  const dialog = openDialog({
    title: modal.title,
    body: form,
    cls: "modal",
    onClose: () => {
      if (!sent && shape() !== untouched) keep();
    },
  });
  /** @type {HTMLElement | null} */ (form.querySelector(".field input, .field textarea, .field button"))?.focus();
}

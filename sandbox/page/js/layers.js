// @ts-check
// Dialogs and menus. The browser keeps the focus inside, closes them on Escape and gives the focus back.

import { el, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { follow, moved, place } from "./popup.js";
import { t } from "./words.js";

/**
 * @param {object} settings
 * @param {string} settings.title
 * @param {import("./dom.js").Child | import("./dom.js").Child[]} settings.body
 * @param {string} [settings.cls]
 * @param {() => void} [settings.onClose]
 * @returns {HTMLDialogElement}
 */
export function openDialog({ title, body, cls = "", onClose }) {
  const headingId = freshId("title");
  const dialog = el(
    "dialog",
    { class: `dialog ${cls}`, "aria-labelledby": headingId },
    el(
      "header",
      { class: "dialog-head" },
      el("h2", { id: headingId }, title),
      el("button", { type: "button", class: "icon-button", "aria-label": t("close"), on: { click: () => dialog.close() } }, icon("close")),
    ),
    body,
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose?.();
  });
  // Pressing outside closes, but not when a selection began inside and ended there
  dialog.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    if (event.target !== dialog) return;
    const box = dialog.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * @typedef {{label: string, icon?: import("./icons.js").IconName, danger?: boolean, action: () => void} | {heading: string}} MenuItem
 */

/** @param {HTMLElement} button what opens it @param {MenuItem[]} items @param {string} label */
export function openMenu(button, items, label) {
  const menu = el("div", { class: "layer menu sheet", role: "menu", popover: "auto", "aria-label": label, "data-least": 220 });
  for (const item of items) {
    if ("heading" in item) menu.append(el("p", { class: "menu-heading", role: "presentation" }, item.heading));
    else {
      const act = () => {
        menu.hidePopover();
        item.action();
      };
      menu.append(
        el("button", { type: "button", role: "menuitem", class: item.danger ? "danger" : "", on: { click: act } }, item.icon && icon(item.icon), item.label),
      );
    }
  }
  const entries = () => /** @type {HTMLElement[]} */ ([...menu.querySelectorAll("[role=menuitem]")]);
  menu.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const list = entries();
    const next = moved(event.key, list.indexOf(/** @type {HTMLElement} */ (document.activeElement)), list.length);
    if (event.key === "Tab") menu.hidePopover();
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    list[next].focus();
  });
  menu.addEventListener("toggle", (/** @type {any} */ event) => {
    button.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "closed") menu.remove();
  });
  follow(button, menu);
  button.after(menu);
  menu.showPopover({ source: button });
  place(button, menu);
  entries()[0]?.focus();
}

/**
 * Asks for one line of text.
 * @param {{title: string, label: string, value?: string, action: string, max?: number, multiline?: boolean}} settings
 * @returns {Promise<string | null>}
 */
export function askLine({ title, label, value = "", action, max = 100, multiline = false }) {
  return new Promise((resolve) => {
    const id = freshId("line");
    const input = el(multiline ? "textarea" : "input", { id, maxlength: max, value, required: true, rows: multiline ? 5 : undefined, autofocus: true });
    let answer = /** @type {string | null} */ (null);
    const form = el(
      "form",
      {
        class: "stack",
        on: {
          submit: (/** @type {Event} */ event) => {
            event.preventDefault();
            answer = input.value.trim();
            if (answer) dialog.close();
          },
        },
      },
      el("label", { class: "field-label", for: id }, label),
      input,
      el("div", { class: "dialog-foot" }, el("button", { type: "submit", class: "button primary" }, action)),
    );
    const dialog = openDialog({ title, body: form, onClose: () => resolve(answer) });
    input.focus();
  });
}

// @ts-check
// Keeping the focus where it was when something is drawn again.

/** Which control of a message has the focus, so that the redrawn one can give it back. @param {HTMLElement} node */
export function focusPlace(node) {
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  if (!active || !node.contains(active)) return null;
  if (active === node) return "";
  if (active.dataset.component) return `[data-component="${CSS.escape(active.dataset.component)}"]`;
  return active.classList.length ? `.${active.classList[0]}` : "";
}

/** @param {HTMLElement} node @param {string | null} focus */
export function restoreFocus(node, focus) {
  if (focus === null) return;
  const target = /** @type {HTMLElement | null} */ (focus ? node.querySelector(focus) : node);
  (target && !target.matches(":disabled") ? target : node).focus({ preventScroll: true });
}

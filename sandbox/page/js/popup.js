// @ts-check
// Layers that belong to a control: placed beside it, above everything, inside the same dialog.

const MARGIN = 8;

/**
 * Puts a popover below its anchor, or above it when there is more room. On a phone `.sheet` layers ignore this.
 * @param {HTMLElement} anchor @param {HTMLElement} layer
 */
export function place(anchor, layer) {
  const box = anchor.getBoundingClientRect();
  const below = window.innerHeight - box.bottom - MARGIN;
  const above = box.top - MARGIN;
  const up = below < Math.min(layer.scrollHeight, 280) && above > below;
  const width = Math.min(Math.max(box.width, layer.dataset.least ? Number(layer.dataset.least) : 0), window.innerWidth - 2 * MARGIN);
  const left = Math.min(Math.max(MARGIN, box.left), window.innerWidth - width - MARGIN);
  layer.style.setProperty("--left", `${left}px`);
  layer.style.setProperty("--width", `${width}px`);
  layer.style.setProperty("--top", up ? "auto" : `${box.bottom + 4}px`);
  layer.style.setProperty("--bottom", up ? `${window.innerHeight - box.top + 4}px` : "auto");
  layer.style.setProperty("--room", `${Math.max(up ? above : below, 120)}px`);
}

/**
 * Keeps a popover beside its anchor for as long as it is open.
 * @param {HTMLElement} anchor @param {HTMLElement} layer
 */
export function follow(anchor, layer) {
  const move = () => place(anchor, layer);
  layer.addEventListener("toggle", (event) => {
    const open = /** @type {any} */ (event).newState === "open";
    const turn = open ? "addEventListener" : "removeEventListener";
    window[turn]("resize", move);
    window[turn]("scroll", move, true);
    if (open) move();
  });
}

/**
 * Marks one option of a listbox as the active one, for eyes and for screen readers.
 * @param {HTMLElement} owner the element that has the focus
 * @param {HTMLElement[]} options @param {number} index
 */
export function activate(owner, options, index) {
  options.forEach((option, at) => option.classList.toggle("active", at === index));
  const active = options[index];
  if (active) {
    owner.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  } else {
    owner.removeAttribute("aria-activedescendant");
  }
}

/** @param {string} key @param {number} index @param {number} count @returns {number | null} where the key leads */
export function moved(key, index, count) {
  if (!count) return null;
  if (key === "ArrowDown") return (index + 1) % count;
  if (key === "ArrowUp") return (index - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}

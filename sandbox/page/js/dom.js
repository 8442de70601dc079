// @ts-check
// Building elements from data. Text always becomes a text node, so that nothing anybody wrote is ever markup.

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `class`, `data`, `on`, `style` and DOM properties by their own name
 * @param {...(Child | Child[])} children
 * @returns {any}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("aria-")) node.setAttribute(name, String(value));
    else if (value === false) continue;
    else if (name === "on") {
      for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    } else if (name === "data") {
      Object.assign(node.dataset, value);
    } else if (name === "style") {
      for (const [property, setting] of Object.entries(value)) {
        if (setting !== null && setting !== undefined) node.style.setProperty(property, String(setting));
      }
    } else if (name === "value" || name === "checked" || name === "popoverTargetElement") {
      // @ts-ignore these live on the elements that are given them
      node[name] = value;
    } else {
      node.setAttribute(name === "className" ? "class" : name, value === true ? "" : String(value));
    }
  }
  append(node, children);
  return node;
}

/**
 * @param {Node} parent
 * @param {(Child | Child[])[]} children
 */
export function append(parent, children) {
  for (const child of children.flat(4)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/**
 * @param {Element} parent
 * @param {...(Child | Child[])} children
 */
export function fill(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

let counter = 0;

/** An id that is unique on this page, for labels and descriptions. */
export function freshId(prefix = "x") {
  counter += 1;
  return `${prefix}-${counter}`;
}

/**
 * Says something to people who listen to the page instead of looking at it.
 * @param {string} text
 */
export function announce(text) {
  const place = document.getElementById("announcer");
  if (place) place.textContent = text;
}

/**
 * Moves the focus with the arrow keys through what `selector` finds in `container`.
 * @param {HTMLElement} container
 * @param {string} selector
 */
export function arrowKeys(container, selector) {
  container.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    const target = /** @type {HTMLElement} */ (event.target);
    if (step === undefined || !target.matches(selector)) return;
    const items = /** @type {HTMLElement[]} */ ([...container.querySelectorAll(selector)]).filter(
      (item) => item.offsetParent !== null,
    );
    const wanted = Math.min(Math.max(items.indexOf(target) + step, 0), items.length - 1);
    event.preventDefault();
    items[wanted]?.focus();
  });
}

/**
 * Calls `work` once, `delay` ms after the last request.
 * @template {any[]} A
 * @param {(...args: A) => void} work
 * @param {number} delay
 * @returns {(...args: A) => void}
 */
export function debounced(work, delay) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => work(...args), delay);
  };
}

/**
 * @param {unknown} address
 * @returns {string | null} the address when it leads to a page or a file, never to a script
 */
export function safeUrl(address) {
  try {
    const url = new URL(String(address), document.baseURI);
    return ["http:", "https:", "blob:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

// @ts-check
// Components of a message: rows of buttons and selects, and the V2 layouts around them.

import { fileCard, picture } from "./attachments.js";
import { chooser } from "./chooser.js";
import { el, safeUrl } from "./dom.js";
import { css } from "./embeds.js";
import { SELECT_KIND, entities } from "./entities.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown-view.js";
import { t } from "./words.js";

/**
 * @typedef {object} Use
 * @property {any} message
 * @property {import("./markdown-view.js").Surroundings} around
 * @property {(component: any, values?: string[]) => void} press
 * @property {string | null} busy the custom_id that waits for the bot's answer
 */

const BUTTON_STYLE = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "link" };

/** @param {any} emoji */
export const emojiText = (emoji) => (emoji ? (emoji.id ? `:${emoji.name}:` : (emoji.name ?? "")) : "");

/** @param {any[]} list @param {Use} use */
export const components = (list, use) => list.map((component) => view(component, use));

/** @param {any} component @param {Use} use @returns {any} */
function view(component, use) {
  const files = use.message.attachments ?? [];
  switch (component.type) {
    case 1:
      return el("div", { class: "row" }, components(component.components ?? [], use));
    case 2:
      return button(component, use);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return select(component, use);
    case 9:
      return el(
        "div",
        { class: "section" },
        el("div", { class: "section-text" }, components(component.components ?? [], use)),
        component.accessory && el("div", { class: "section-accessory" }, view(component.accessory, use)),
      );
    case 10:
      return markdown(component.content, use.around);
    case 11:
      return picture(component.media, { alt: component.description ?? "", spoiler: component.spoiler, files, cls: "thumbnail" });
    case 12:
      return gallery(component, files);
    case 13:
      return file(component, files);
    case 14:
      return el("hr", { class: `separator ${component.divider === false ? "blank" : ""} ${component.spacing === 2 ? "wide" : ""}` });
    case 17:
      return container(component, use);
    default:
      return el("p", { class: "hint" }, t("unknown-component", { type: component.type }));
  }
}

/** @param {any} component @param {Use} use */
function button(component, use) {
  const label = [
    component.emoji && el("span", { class: "button-emoji" }, emojiText(component.emoji)),
    component.label && el("span", {}, component.label),
  ];
  const style = BUTTON_STYLE[/** @type {1} */ (component.style)] ?? "secondary";
  if (component.style === 5) {
    const href = component.disabled ? null : safeUrl(component.url);
    const attributes = { class: "button link", href, target: "_blank", rel: "noopener noreferrer nofollow" };
    return el("a", href ? attributes : { class: "button link", "aria-disabled": true, role: "link" }, label, icon("link"));
  }
  const busy = use.busy !== null && use.busy === component.custom_id;
  return el(
    "button",
    {
      type: "button",
      class: `button ${style} ${busy ? "busy" : ""}`,
      disabled: component.disabled || component.style === 6,
      "aria-busy": busy || undefined,
      "aria-label": component.label ? undefined : emojiText(component.emoji),
      data: { component: component.custom_id ?? "" },
      on: { click: () => busy || use.press(component) },
    },
    label,
  );
}

/**
 * What a select offers and what is chosen at first.
 * @param {any} component @param {import("./state.js").State} state
 */
export function selectChoices(component, state) {
  if (component.type === 3) {
    const options = component.options ?? [];
    return {
      choices: options.map((/** @type {any} */ option) => ({ ...option, mark: emojiText(option.emoji) })),
      chosen: options.filter((/** @type {any} */ option) => option.default).map((/** @type {any} */ option) => option.value),
    };
  }
  const kind = SELECT_KIND[/** @type {5} */ (component.type)];
  return {
    choices: entities(state, /** @type {any} */ (kind), component.channel_types),
    chosen: (component.default_values ?? []).map((/** @type {any} */ value) => value.id),
  };
}

/** @param {any} component @param {Use} use */
function select(component, use) {
  const root = chooser({
    ...selectChoices(component, use.around.state),
    label: component.placeholder || t("choose"),
    placeholder: component.placeholder,
    min: component.min_values ?? 1,
    max: component.max_values ?? 1,
    disabled: component.disabled || use.busy === component.custom_id,
    onChange: (values) => use.press(component, values),
  });
  const opener = /** @type {HTMLElement} */ (root.firstElementChild);
  opener.dataset.component = component.custom_id;
  opener.classList.toggle("busy", use.busy === component.custom_id);
  return root;
}

/** @param {any} component @param {any[]} files */
function gallery(component, files) {
  const items = component.items ?? [];
  return el(
    "div",
    { class: `gallery count-${Math.min(items.length, 4)}` },
    items.map((/** @type {any} */ item) => picture(item.media, { alt: item.description ?? "", spoiler: item.spoiler, files })),
  );
}

/** @param {any} component @param {any[]} files */
function file(component, files) {
  const name = component.name ?? /^attachment:\/\/(.+)$/.exec(component.file?.url ?? "")?.[1];
  const found = files.find((other) => other.filename === name || other.url === component.file?.url);
  return fileCard({ name, ...found, size: component.size ?? found?.size, url: found?.url ?? component.file?.url });
}

/** @param {any} component @param {Use} use */
function container(component, use) {
  const inside = el(
    "section",
    { class: "container", style: { "--accent": css(component.accent_color) } },
    components(component.components ?? [], use),
  );
  if (!component.spoiler) return inside;
  const cover = el("button", { type: "button", class: "cover", on: { click: () => cover.replaceWith(inside) } }, icon("eye"), t("spoiler-show"));
  return cover;
}

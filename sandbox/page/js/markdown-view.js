// @ts-check
// A Markdown tree as elements. Only text nodes and addresses that safeUrl lets through come from the message.

import { el, safeUrl } from "./dom.js";
import { icon } from "./icons.js";
import { parse } from "./markdown.js";
import { exactTime, stamp } from "./times.js";
import { t } from "./words.js";

/**
 * @typedef {object} Surroundings
 * @property {import("./state.js").State} state
 * @property {boolean} [everyone] whether @everyone really reached everyone
 */

/** @param {string | undefined | null} source @param {Surroundings} around @param {string} [cls] */
export function markdown(source, around, cls = "") {
  return el("div", { class: `prose ${cls}` }, parse(source ?? "").map((node) => block(node, around)));
}

/** One line without blocks, for titles and labels. @param {string} source @param {Surroundings} around */
export function markdownLine(source, around) {
  return parse(source.replaceAll("\n", " ")).flatMap((node) => (node.children ?? []).map((child) => inline(child, around)));
}

/** The same text without its marks, for announcements and previews. @param {string | undefined} source */
export function plainText(source) {
  const read = (/** @type {import("./markdown.js").Node} */ node) => {
    if (node.kind === "time") return stamp(new Date(Number(node.text) * 1000), node.style ?? "f");
    if (node.kind === "break") return " ";
    if (node.kind === "spoiler") return "▒▒▒";
    return node.text ?? [...(node.children ?? []), ...(node.items ?? []).flat()].map(read).join("");
  };
  return parse(source ?? "").map(read).join(" ").trim();
}

/** @param {import("./markdown.js").Node} node @param {Surroundings} around @returns {any} */
function block(node, around) {
  const inside = (node.children ?? []).map((child) => (node.kind === "quote" ? block(child, around) : inline(child, around)));
  switch (node.kind) {
    case "heading":
      // The page's own headings end at level 3, so those inside messages begin below it
      return el(`h${(node.level ?? 1) + 3}`, { class: `size-${node.level}` }, inside);
    case "small":
      return el("p", { class: "subtext" }, inside);
    case "quote":
      return el("blockquote", {}, inside);
    case "list":
      return list(node, around);
    case "block-code":
      return el("pre", { tabindex: 0 }, el("code", {}, node.text ?? ""));
    default:
      return el("p", {}, inside);
  }
}

/** @param {import("./markdown.js").Node} node @param {Surroundings} around */
function list(node, around) {
  const items = (node.items ?? []).map((item) => el("li", {}, item.map((child) => inline(child, around))));
  return el(node.ordered ? "ol" : "ul", { start: node.start }, items);
}

/** @param {import("./markdown.js").Node} node @param {Surroundings} around @returns {any} */
function inline(node, around) {
  const inside = () => (node.children ?? []).map((child) => inline(child, around));
  const { state } = around;
  switch (node.kind) {
    case "strong":
    case "em":
    case "u":
    case "s":
      return el(node.kind, {}, inside());
    case "code":
      return el("code", {}, node.text);
    case "emoji":
      return el("span", { class: "emoji-name" }, node.text);
    case "break":
      return el("br");
    case "list":
      return list(node, around);
    case "spoiler":
      return spoiler(inside());
    case "link":
      return link(node, inside());
    case "user":
      return mention(`@${state.nameOf(node.id)}`, () => state.emit("show-person", node.id), node.id === state.me?.id);
    case "role":
      return el("span", { class: "mention" }, `@${state.roles.get(node.id ?? "")?.name ?? t("unknown-role")}`);
    case "channel":
      return mention(`#${state.channelName(node.id)}`, () => state.open(node.id ?? ""));
    case "command":
      return mention(`/${node.text}`, () => state.emit("start-command", node.text));
    case "time":
      return time(node);
    case "everyone":
      return around.everyone ? el("span", { class: "mention me" }, node.text) : node.text;
    default:
      return node.text ?? "";
  }
}

/** @param {string} label @param {() => void} action @param {boolean} [mine] */
function mention(label, action, mine = false) {
  return el("button", { type: "button", class: `mention ${mine ? "me" : ""}`, on: { click: action } }, label);
}

/** @param {any[]} inside */
function spoiler(inside) {
  const button = el(
    "button",
    {
      type: "button",
      class: "spoiler",
      "aria-label": t("spoiler-show"),
      on: {
        click: () => {
          const shown = el("span", { class: "spoiler-shown", tabindex: -1 }, [...button.firstChild.childNodes]);
          button.replaceWith(shown);
          shown.focus();
        },
      },
    },
    el("span", { "aria-hidden": true }, inside),
  );
  // What is hidden must not be reachable by Tab before it is shown
  button.firstChild.inert = true;
  return button;
}

/** @param {import("./markdown.js").Node} node @param {any[]} inside */
function link(node, inside) {
  const href = safeUrl(node.url);
  if (!href) return inside;
  return el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow", title: href }, inside);
}

/** @param {import("./markdown.js").Node} node */
function time(node) {
  const instant = new Date(Number(node.text) * 1000);
  if (Number.isNaN(instant.getTime())) return t("unknown-time");
  return el(
    "time",
    {
      datetime: instant.toISOString(),
      title: exactTime(instant),
      "data-relative": node.style === "R" ? String(instant.getTime()) : undefined,
      class: "stamp",
    },
    stamp(instant, node.style ?? "f"),
  );
}

/** @param {string | null | undefined} address @param {string} label */
export function externalLink(address, label) {
  const href = safeUrl(address);
  return href
    ? el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, label, icon("link"))
    : el("span", {}, label);
}

// @ts-check
// Embeds: a card with a coloured edge.

import { picture } from "./attachments.js";
import { el } from "./dom.js";
import { externalLink, markdown, markdownLine } from "./markdown-view.js";
import { exactTime, messageTime } from "./times.js";
import { t } from "./words.js";

/** @param {number | null | undefined} colour */
export const css = (colour) =>
  colour === null || colour === undefined ? null : `#${colour.toString(16).padStart(6, "0")}`;

/**
 * @param {any} embed
 * @param {any} message whose attachments it may show
 * @param {import("./markdown-view.js").Surroundings} around
 */
export function embedView(embed, message, around) {
  const files = message.attachments ?? [];
  const when = embed.timestamp ? new Date(embed.timestamp) : null;
  const { author, footer } = embed;
  const footerText = [footer?.text, when && messageTime(when)].filter(Boolean).join(" · ");
  return el(
    "article",
    { class: "embed", style: { "--accent": css(embed.color) } },
    el(
      "div",
      { class: "embed-body" },
      embed.provider?.name && el("p", { class: "embed-provider" }, embed.provider.name),
      author?.name && el("p", { class: "embed-author" }, smallIcon(author, files), externalLinkOrText(author.url, author.name)),
      embed.title && el("p", { class: "embed-title" }, title(embed, around)),
      embed.description && markdown(embed.description, around),
    ),
    embed.thumbnail && picture(embed.thumbnail, { alt: embed.title ?? t("picture"), files, cls: "embed-thumbnail" }),
    embed.fields?.length > 0 && el("div", { class: "embed-fields" }, embed.fields.map((/** @type {any} */ f) => field(f, around))),
    embed.image && picture(embed.image, { alt: embed.title ?? t("picture"), files, cls: "embed-image" }),
    footerText && el("p", { class: "embed-footer", title: when && exactTime(when) }, footer && smallIcon(footer, files), footerText),
  );
}

/** @param {any} embed @param {import("./markdown-view.js").Surroundings} around */
function title(embed, around) {
  return embed.url ? externalLink(embed.url, embed.title) : markdownLine(embed.title, around);
}

/** @param {string | undefined} url @param {string} text */
const externalLinkOrText = (url, text) => (url ? externalLink(url, text) : el("span", {}, text));

/** @param {any} owner @param {any[]} files */
function smallIcon(owner, files) {
  return owner.icon_url ? picture({ url: owner.icon_url }, { files, cls: "embed-icon" }) : null;
}

/** @param {any} part @param {import("./markdown-view.js").Surroundings} around */
function field(part, around) {
  return el(
    "div",
    { class: `embed-field ${part.inline ? "inline" : ""}` },
    el("p", { class: "embed-field-name" }, markdownLine(part.name, around)),
    markdown(part.value, around),
  );
}

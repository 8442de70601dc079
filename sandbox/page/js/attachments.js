// @ts-check
// Pictures and files that came with a message.

import { el, fill, safeUrl } from "./dom.js";
import { icon } from "./icons.js";
import { fileSize } from "./times.js";
import { t } from "./words.js";

const isPicture = (/** @type {any} */ file) =>
  /^image\//.test(file.content_type ?? "") || /\.(png|jpe?g|gif|webp|avif)$/i.test(file.filename ?? "");

/**
 * @param {any} media `{url, width?, height?}` as embeds, galleries and attachments have it
 * @param {{alt?: string, spoiler?: boolean, cls?: string, files?: any[]}} [options] `files` resolves attachment:// addresses
 */
export function picture(media, { alt = "", spoiler = false, cls = "", files = [] } = {}) {
  const named = /^attachment:\/\/(.+)$/.exec(media?.url ?? "");
  const source = named ? files.find((file) => file.filename === named[1]) : media;
  const href = safeUrl(source?.proxy_url || source?.url);
  if (!href) return missing(alt);
  const image = el("img", {
    src: href,
    alt,
    loading: "lazy",
    decoding: "async",
    width: source.width || undefined,
    height: source.height || undefined,
    // A picture from elsewhere may be out of reach here: its description then says what it was
    on: { error: () => frame.replaceWith(missing(alt)) },
  });
  const frame = el(
    "a",
    { class: `picture ${cls}`, href, target: "_blank", rel: "noopener noreferrer", "aria-label": alt || t("picture") },
    image,
  );
  return spoiler ? covered(frame) : frame;
}

/** @param {string} alt */
function missing(alt) {
  return el("span", { class: "picture-missing" }, icon("eye"), alt || t("picture-missing"));
}

/** @param {HTMLElement} content */
function covered(content) {
  const cover = el(
    "button",
    { type: "button", class: "cover", on: { click: () => cover.replaceWith(content) } },
    icon("eye"),
    t("spoiler-show"),
  );
  return cover;
}

/** @param {any} file an attachment, or what a V2 file component says about it */
export function fileCard(file) {
  const href = safeUrl(file.url);
  const name = file.filename ?? file.name ?? t("file");
  return el(
    "a",
    { class: "file-card", href, download: name },
    icon("file"),
    el("span", { class: "file-name" }, name),
    el("span", { class: "file-size" }, file.size === undefined ? "" : fileSize(file.size)),
  );
}

/** @param {any[]} files */
export function attachments(files) {
  if (!files.length) return null;
  return el(
    "div",
    { class: "attachments" },
    files.map((file) =>
      isPicture(file)
        ? picture(file, { alt: file.description || file.filename, spoiler: /^SPOILER_/.test(file.filename) })
        : fileCard(file),
    ),
  );
}

/**
 * A file field with the names of what was chosen and a look at pictures.
 * @param {{id: string, name?: string, max?: number, required?: boolean, accept?: string, describedby?: string, start?: File[]}} settings
 * @returns {HTMLElement & {files: File[], input: HTMLInputElement}}
 */
export function fileField({ id, max = 1, required = false, accept, describedby, start = [] }) {
  /** @type {File[]} */
  let files = start;
  const input = el("input", {
    type: "file",
    id,
    accept,
    multiple: max > 1,
    "aria-required": required,
    "aria-describedby": describedby,
    on: {
      change: () => {
        files = [...input.files].slice(0, max);
        draw();
      },
    },
  });
  const names = el("ul", { class: "file-list" });
  const draw = () =>
    fill(
      names,
      files.map((file, at) =>
        el(
          "li",
          {},
          /^image\//.test(file.type) && el("img", { src: URL.createObjectURL(file), alt: "" }),
          el("span", { class: "file-name" }, `${file.name} · ${fileSize(file.size)}`),
          el(
            "button",
            {
              type: "button",
              class: "icon-button",
              "aria-label": t("remove-file", { name: file.name }),
              on: {
                click: () => {
                  files = files.filter((_, other) => other !== at);
                  input.value = "";
                  draw();
                  input.focus();
                },
              },
            },
            icon("close"),
          ),
        ),
      ),
    );
  draw();
  const root = el("div", { class: "file-field" }, input, names);
  Object.defineProperty(root, "files", { get: () => files });
  Object.defineProperty(root, "input", { get: () => input });
  return root;
}

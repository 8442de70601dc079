// @ts-check
// The few drawings that the page uses, as strokes on a 20 × 20 sheet.

const STROKES = {
  menu: "M3 5h14M3 10h14M3 15h14",
  close: "M5 5l10 10M15 5L5 15",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  hash: "M7.5 3l-2 14M14.5 3l-2 14M3.5 7.5h14M2.5 12.5h14",
  speaker: "M3 8v4h3l4 4V4L6 8H3zM13.5 7a4 4 0 010 6M16 4.5a8 8 0 010 11",
  forum: "M3 4h14v9H9l-4 4v-4H3z",
  thread: "M5 3v6a4 4 0 004 4h8M13 9l4 4-4 4",
  megaphone: "M3 8v4h3l8 4V4L6 8zM17 8.5v3",
  calendar: "M3 5h14v12H3zM3 9h14M7 3v4M13 3v4",
  people: "M7.5 9a3 3 0 100-6 3 3 0 000 6zM2 17c0-3 2.5-5 5.5-5s5.5 2 5.5 5M13 3.3a3 3 0 010 5.4M15 12.4c1.9.7 3 2.4 3 4.6",
  clock: "M10 17.5a7.5 7.5 0 100-15 7.5 7.5 0 000 15zM10 5.5V10l3 2",
  chevron: "M5 8l5 5 5-5",
  down: "M10 4v12M5 11l5 5 5-5",
  send: "M3 10h13M11 5l5 5-5 5",
  plus: "M10 4v12M4 10h12",
  reply: "M8 5L3 10l5 5M3 10h8a6 6 0 016 6",
  smile: "M10 17.5a7.5 7.5 0 100-15 7.5 7.5 0 000 15zM7 8h.01M13 8h.01M6.5 11.5a4 4 0 007 0",
  file: "M5 2.5h7l4 4v11H5zM12 2.5v4h4",
  eye: "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 12.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
  warning: "M10 3l8 14H2zM10 8v4M10 14.5h.01",
  pin: "M7 3h6l-1 6 3 3H5l3-3zM10 12v6",
  link: "M8 4H4v12h12v-4M11 3h6v6M17 3l-8 8",
  person: "M10 10a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3.5 17.5c0-3.5 3-5.5 6.5-5.5s6.5 2 6.5 5.5",
  check: "M4 10.5l4 4 8-9",
  pencil: "M4 13l9-9 3 3-9 9H4z",
  trash: "M4 6h12M8 6V3h4v3M6 6l1 11h6l1-11",
  copy: "M7 7h9v10H7zM4 13V3h9",
  tools: "M12 4a4 4 0 015 5l-8 8-3-3 8-8M3 3l4 4",
};

/** @typedef {keyof typeof STROKES} IconName */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {IconName} name
 * @returns {SVGElement} hidden from screen readers: the control carries the words
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", STROKES[name]);
  svg.append(path);
  return svg;
}

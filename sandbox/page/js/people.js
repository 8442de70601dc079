// @ts-check
// How people look: initials on their own colour, and their roles in order.

import { el } from "./dom.js";

const FALLBACK = ["#7a4b2a", "#3f5b4b", "#5a3f63", "#2f5066", "#7a2f3b", "#5c5a24"];

/** @param {string} name */
function initials(name) {
  const words = name.replace(/[^\p{L}\p{N}\s]/gu, " ").trim().split(/\s+/);
  const letters = words.length > 1 ? words[0][0] + words[words.length - 1][0] : words[0].slice(0, 2);
  return (letters || "?").toUpperCase();
}

/** Black or white, whichever reads better on `colour`. @param {string} colour "#rrggbb" */
function readableOn(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#14110e" : "#ffffff";
}

/**
 * @param {{name: string, colour?: string, id?: string, bot?: boolean}} person
 * @param {"small" | "normal" | "large"} [size]
 */
export function avatar({ name, colour, id = "0", bot = false }, size = "normal") {
  const number = Number(BigInt(/^\d+$/.test(id) ? id : "0") % BigInt(FALLBACK.length));
  const ground = /^#[0-9a-f]{6}$/i.test(colour ?? "") ? String(colour) : FALLBACK[number];
  return el(
    "span",
    {
      class: `avatar ${size} ${bot ? "bot" : ""}`,
      "aria-hidden": true,
      style: bot ? {} : { background: ground, color: readableOn(ground) },
    },
    initials(name),
  );
}

/** @param {import("./state.js").State} state @param {any} user @param {"small" | "normal" | "large"} [size] */
export function avatarOf(state, user, size) {
  const person = state.world.people.find((/** @type {any} */ p) => p.id === user?.id);
  return avatar(
    { name: state.authorName(user), colour: person?.avatar_colour, id: user?.id, bot: Boolean(user?.bot) },
    size,
  );
}

/** @param {any} role @returns {string | null} the role's own colour, when it has one */
export function roleColour(role) {
  const number = role?.colors?.primary_color ?? role?.color ?? 0;
  return number ? `#${number.toString(16).padStart(6, "0")}` : null;
}

/** Highest first, without @everyone. @param {import("./state.js").State} state @param {any} member */
export function rolesOf(state, member) {
  return (member?.roles ?? [])
    .map((/** @type {string} */ id) => state.roles.get(id))
    .filter((/** @type {any} */ role) => role && role.id !== state.guildId)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => b.position - a.position);
}

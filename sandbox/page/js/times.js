// @ts-check
// Instants as people read them: in the person's language, on the clock of Enschede and of the sandbox.

const ZONE = "Europe/Amsterdam";

let locale = "en-GB";
let offsetMs = 0;

/** @param {string} wanted a Discord locale */
export function setTimeLocale(wanted) {
  locale = wanted;
}

/** @param {{now?: string, offset_seconds?: number} | undefined} clock as the sandbox tells it */
export function setClock(clock) {
  const now = Date.parse(clock?.now ?? "");
  offsetMs = Number.isNaN(now) ? 0 : now - Date.now();
  refreshRelative();
}

/** What the bot believes the time is. */
export function sandboxNow() {
  return new Date(Date.now() + offsetMs);
}

const formats = new Map();

/** @param {Date} date @param {Intl.DateTimeFormatOptions} options */
function format(date, options) {
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }));
  return formats.get(key).format(date);
}

/** @type {Record<string, Intl.DateTimeFormatOptions>} Discord's letters */
const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" },
  S: { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** @param {Date} date @param {string} style one of Discord's letters, R included */
export function stamp(date, style) {
  if (Number.isNaN(date.getTime())) return "—";
  return style === "R" ? relative(date) : format(date, STYLES[style] ?? STYLES.f);
}

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** @param {Date} date */
function relative(date) {
  const seconds = Math.round((date.getTime() - sandboxNow().getTime()) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS[5];
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

/** Brings every "in 3 hours" on the page up to date. */
export function refreshRelative() {
  for (const node of document.querySelectorAll("time[data-relative]")) {
    node.textContent = relative(new Date(Number(/** @type {HTMLElement} */ (node).dataset.relative)));
  }
}

/** @param {Date} date */
export const dayKey = (date) => new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(date);

/** @param {Date} date */
export const dayName = (date) => format(date, { dateStyle: "full" });

/** Only the time today, the date with it before. @param {Date} date */
export function messageTime(date) {
  const today = dayKey(date) === dayKey(sandboxNow());
  return today
    ? format(date, { timeStyle: "short" })
    : format(date, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

/** @param {Date} date */
export const exactTime = (date) => `${format(date, { dateStyle: "full", timeStyle: "medium" })} (${ZONE})`;

/** "2026-03-12T17:00", what a date-time field shows. @param {Date} date */
export function toLocalField(date) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" })
    .format(date)
    .replace(" ", "T");
}

/**
 * The instant at which the clock of Enschede shows what the field says.
 * @param {string} field "2026-03-12T17:00"
 */
export function fromLocalField(field) {
  const asUtc = Date.parse(`${field}Z`);
  let instant = asUtc;
  // Twice, because the first guess may lie on the other side of a change of the clocks
  for (let round = 0; round < 2; round += 1) {
    instant -= Date.parse(`${toLocalField(new Date(instant))}Z`) - asUtc;
  }
  return new Date(instant);
}

/** The next Thursday 17:00 in Enschede after the sandbox's now. */
export function nextThursday() {
  const now = sandboxNow();
  for (let days = 0; days <= 7; days += 1) {
    const day = dayKey(new Date(now.getTime() + days * 86_400_000));
    const wanted = fromLocalField(`${day}T17:00`);
    if (new Date(`${day}T12:00Z`).getUTCDay() === 4 && wanted > now) return wanted;
  }
  return fromLocalField(`${dayKey(new Date(now.getTime() + 7 * 86_400_000))}T17:00`);
}

/** @param {number} bytes */
export function fileSize(bytes) {
  const units = ["B", "kB", "MB", "GB"];
  const step = bytes > 0 ? Math.min(Math.floor(Math.log10(bytes) / 3), 3) : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(bytes / 1000 ** step)} ${units[step]}`;
}

// @ts-check
// What this browser has seen: per person the last message of each channel, kept over reloads.

/** @param {string} left @param {string} right */
export const later = (left, right) => BigInt(left) > BigInt(right);

export class ReadMarks {
  /** @param {string} personId @param {string[]} newest the last message of every channel that is visible now */
  constructor(personId, newest) {
    this.key = `sektor-sandbox-read-${personId}`;
    /** @type {Map<string, string>} */
    this.marks = new Map(Object.entries(stored(this.key) ?? {}));
    /** @type {Map<string, number>} channel -> messages that named this person */
    this.pings = new Map();
    // A first visit starts with nothing unread; what comes while somebody is another person does count
    this.baseline = stored("sektor-sandbox-read-from") ?? highest(newest);
    store("sektor-sandbox-read-from", this.baseline);
  }

  /** @param {string} channel @param {string | null | undefined} last */
  isUnread(channel, last) {
    return Boolean(last) && later(String(last), this.marks.get(channel) ?? this.baseline);
  }

  /** @param {string} channel @param {string | null | undefined} last */
  seen(channel, last) {
    this.pings.delete(channel);
    if (!last || !later(last, this.marks.get(channel) ?? "0")) return;
    this.marks.set(channel, last);
    store(this.key, Object.fromEntries(this.marks));
  }

  ping(/** @type {string} */ channel) {
    this.pings.set(channel, (this.pings.get(channel) ?? 0) + 1);
  }
}

/** @param {string[]} ids */
const highest = (ids) => ids.reduce((best, id) => (later(id, best) ? id : best), "0");

/** Storage may be switched off; then everything simply starts anew. @param {string} key */
export function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} key @param {any} value */
export function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage only means that the choice does not survive a reload
  }
}

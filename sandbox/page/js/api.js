// @ts-check
// The user's side of the sandbox over HTTP (docs/sandbox.md), acting as one person.

export class ApiError extends Error {
  /**
   * @param {number} status 0 when no answer came at all
   * @param {number} code Discord's code, 0 when there is none
   * @param {string} message
   */
  constructor(status, code, message) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
  }
}

const BASE = new URL("api/", document.baseURI);

/**
 * @param {string} path below /sandbox/api/
 * @param {{method?: string, query?: Record<string, any>, body?: any, files?: File[]}} [options]
 * @returns {Promise<any>}
 */
export async function request(path, { method = "GET", query = {}, body, files = [] } = {}) {
  const url = new URL(path, BASE);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
  }
  /** @type {RequestInit} */
  const init = { method, cache: "no-store" };
  if (files.length) {
    const form = new FormData();
    form.set("payload_json", JSON.stringify(body ?? {}));
    files.forEach((file, index) => form.set(`files[${index}]`, file, file.name));
    init.body = form;
  } else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { "Content-Type": "application/json" };
  }
  let answer;
  try {
    answer = await fetch(url, init);
  } catch (cause) {
    throw new ApiError(0, 0, String(cause));
  }
  const text = await answer.text();
  let data = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    data = null;
  }
  if (!answer.ok) {
    const error = data?.error ?? data ?? {};
    throw new ApiError(answer.status, error.code ?? 0, error.message ?? `${answer.status} ${answer.statusText}`);
  }
  return data;
}

/** Everything one person can ask and do. */
export class Api {
  /** @param {string} personId */
  constructor(personId) {
    this.as = personId;
  }

  /**
   * @param {string} path
   * @param {{method?: string, query?: Record<string, any>, body?: any, files?: File[]}} [options]
   */
  call(path, options = {}) {
    return request(path, { ...options, query: { as: this.as, ...options.query } });
  }

  guild(/** @type {string} */ id) {
    return this.call(`guilds/${id}`);
  }

  dms() {
    return this.call("dms");
  }

  openDm(/** @type {string} */ recipient) {
    return this.call("dms", { method: "POST", body: { recipient_id: recipient } });
  }

  /** @param {string} channel @param {{before?: string, limit?: number}} [range] */
  messages(channel, { before, limit = 50 } = {}) {
    return this.call(`channels/${channel}/messages`, { query: { before, limit } });
  }

  /** What the bot offers in one channel, for conversations. */
  commands(/** @type {string} */ channel) {
    return this.call(`channels/${channel}/commands`);
  }

  /** One message as it stands now: the newest one before the id that follows it. */
  async message(/** @type {string} */ channel, /** @type {string} */ id) {
    const [found] = await this.messages(channel, { before: String(BigInt(id) + 1n), limit: 1 });
    return found?.id === id ? found : null;
  }

  /** @param {string} channel @param {{content: string, reply_to?: string}} body @param {File[]} files */
  send(channel, body, files = []) {
    return this.call(`channels/${channel}/messages`, { method: "POST", body, files });
  }

  edit(/** @type {string} */ channel, /** @type {string} */ id, /** @type {string} */ content) {
    return this.call(`channels/${channel}/messages/${id}`, { method: "PATCH", body: { content } });
  }

  remove(/** @type {string} */ channel, /** @type {string} */ id) {
    return this.call(`channels/${channel}/messages/${id}`, { method: "DELETE" });
  }

  /** @param {string} channel @param {string} id @param {string} emoji @param {boolean} on */
  react(channel, id, emoji, on) {
    const path = `channels/${channel}/messages/${id}/reactions/${encodeURIComponent(emoji)}`;
    return this.call(path, { method: on ? "PUT" : "DELETE" });
  }

  /** @param {string} channel @param {string} id @param {number[]} answers */
  vote(channel, id, answers) {
    return this.call(`channels/${channel}/messages/${id}/poll`, { method: "POST", body: { answer_ids: answers } });
  }

  /** @param {string} channel @param {Record<string, any>} body */
  startThread(channel, body) {
    return this.call(`channels/${channel}/threads`, { method: "POST", body });
  }

  /** @param {string} guild @param {string} event @param {boolean} on */
  interest(guild, event, on) {
    return this.call(`guilds/${guild}/scheduled-events/${event}/interest`, { method: on ? "PUT" : "DELETE" });
  }

  /** @param {Record<string, any>} body @param {File[]} [files] */
  interact(body, files = []) {
    return this.call("interactions", { method: "POST", body, files });
  }

  setLocale(/** @type {string} */ locale) {
    return this.call(`people/${this.as}`, { method: "PATCH", body: { locale } });
  }

  clock(/** @type {Record<string, any>} */ body) {
    return this.call("clock", { method: "POST", body });
  }

  faults(/** @type {Record<string, any>} */ body) {
    return this.call("faults", { method: "POST", body });
  }
}

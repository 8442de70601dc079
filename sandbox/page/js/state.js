// @ts-check
// What one person sees of one guild: a snapshot from the sandbox, kept up to date by its events.

import { debounced } from "./dom.js";
import { setClock } from "./times.js";
import { ReadMarks } from "./unread.js";
import { t } from "./words.js";

export const CHANNEL = { text: 0, dm: 1, voice: 2, category: 4, news: 5, stage: 13, forum: 15, media: 16 };
export const isThread = (/** @type {any} */ channel) => [10, 11, 12].includes(channel?.type);
export const isForum = (/** @type {any} */ channel) => [CHANNEL.forum, CHANNEL.media].includes(channel?.type);

/** Somebody who is not in the guild sees an empty one; any other trouble is trouble. @param {any} error */
function notAMember(error) {
  if (error.status === 403 || error.status === 404) return {};
  throw error;
}

const byId = (/** @type {any[]} */ list) => new Map(list.map((item) => [item.id, item]));

/**
 * Emits: `guild` (the snapshot changed), `channel` (another one is open), `message`, `answer` (a message that came over
 * HTTP: the socket may have brought a newer one), `message-gone`, `message-stale`
 * (a part of it changed: ask again), `unread`, `clock`, `bot`, `line` (the socket broke or came back),
 * `listening` (nothing is missed from here on), and what the views ask of each other: `show-person`, `start-command`,
 * `trouble` and `told` (a sentence for a moment).
 */
export class State extends EventTarget {
  /** @param {any} world @param {any} person @param {import("./api.js").Api} api */
  constructor(world, person, api) {
    super();
    this.world = world;
    this.person = person;
    this.api = api;
    this.locale = person.locale ?? "en-GB";
    this.bot = world.bot ?? {};
    /** @type {any} */
    this.clock = world.clock;
    this.connected = true;
    /** @type {any} */
    this.me = null;
    /** @type {any} */
    this.guild = null;
    /** @type {Map<string, any>} */
    this.roles = new Map();
    /** @type {Map<string, any>} */
    this.members = new Map();
    /** @type {Map<string, any>} */
    this.channels = new Map();
    /** @type {Map<string, any>} */
    this.threads = new Map();
    /** @type {Map<string, any>} */
    this.dms = new Map();
    /** @type {any[]} */
    this.events = [];
    /** @type {any[]} */
    this.commands = [];
    /** @type {string | null} */
    this.openId = null;
    this.refreshSoon = debounced(() => this.refresh().catch(() => {}), 120);
  }

  /** @param {string | undefined} guildId */
  async load(guildId) {
    this.guildId = this.world.guilds.find((/** @type {any} */ g) => g.id === guildId)?.id ?? this.world.guilds[0]?.id;
    await this.refresh();
    const last = [...this.channels.values(), ...this.threads.values(), ...this.dms.values()];
    this.read = new ReadMarks(this.person.id, last.map((c) => c.last_message_id).filter(Boolean));
  }

  async refresh() {
    const [snapshot, dms] = await Promise.all([
      this.guildId ? this.api.guild(this.guildId).catch(notAMember) : {},
      this.api.dms(),
    ]);
    this.guild = snapshot.guild ?? {};
    this.me = { id: this.person.id, ...snapshot.me };
    this.roles = byId(snapshot.roles ?? []);
    this.members = new Map((snapshot.members ?? []).map((/** @type {any} */ m) => [m.user.id, m]));
    this.channels = byId(snapshot.channels ?? []);
    this.threads = byId(snapshot.threads ?? []);
    this.events = snapshot.scheduled_events ?? [];
    this.commands = snapshot.commands ?? [];
    this.dms = byId(dms ?? []);
    this.emit("guild");
  }

  /** @param {string} type @param {any} [detail] */
  emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** @param {string} types separated by spaces @param {(detail: any) => void} listener */
  on(types, listener) {
    for (const type of types.split(" ")) {
      this.addEventListener(type, (event) => listener(/** @type {CustomEvent} */ (event).detail));
    }
  }

  /** One frame of the socket. @param {{t: string, d: any}} frame */
  receive({ t: type, d }) {
    if (type === "MESSAGE_CREATE") this.arrived(d);
    else if (type === "MESSAGE_UPDATE") this.emit("message", d);
    else if (type === "MESSAGE_DELETE") this.emit("message-gone", { channel: d.channel_id, ids: [d.id] });
    else if (type === "MESSAGE_DELETE_BULK") this.emit("message-gone", { channel: d.channel_id, ids: d.ids });
    else if (/^MESSAGE_(REACTION|POLL_VOTE)_/.test(type)) this.emit("message-stale", d);
    else if (type === "HELLO") this.emit("listening");
    else if (type === "CLOCK_UPDATE") this.clockIs(d);
    else if (type === "BOT_STATUS") this.botIs(d);
    else if (/^(CHANNEL|THREAD|GUILD|COMMANDS|USER)_/.test(type)) this.refreshSoon();
  }

  arrived(/** @type {any} */ message) {
    const channel = this.channel(message.channel_id);
    if (channel) channel.last_message_id = message.id;
    else this.refreshSoon();
    const named = message.mentions?.some((/** @type {any} */ user) => user.id === this.me?.id) || message.mention_everyone;
    if (message.author?.id !== this.me?.id && message.channel_id !== this.openId && (named || channel?.type === CHANNEL.dm)) {
      this.read?.ping(message.channel_id);
    }
    this.emit("message", message);
    this.emit("unread");
  }

  clockIs(/** @type {any} */ clock) {
    this.clock = clock;
    setClock(clock);
    this.emit("clock");
  }

  botIs(/** @type {any} */ status) {
    this.bot = { ...this.bot, ...status };
    this.emit("bot");
  }

  lineIs(/** @type {boolean} */ connected) {
    this.connected = connected;
    this.emit("line");
  }

  /** @param {string | null | undefined} id @returns {any} */
  channel(id) {
    const key = id ?? "";
    return this.channels.get(key) ?? this.threads.get(key) ?? this.dms.get(key) ?? null;
  }

  /** What the bot offers in the open channel; a conversation has its own commands. */
  async commandsHere() {
    const id = this.openId ?? "";
    return this.dms.has(id) ? this.api.commands(id) : this.commands;
  }

  get current() {
    return this.channel(this.openId);
  }

  /** Shows a channel, thread or conversation. @param {string} id */
  open(id) {
    if (!this.channel(id)) return;
    this.openId = id;
    this.emit("channel");
  }

  markRead(/** @type {string} */ channelId) {
    this.read?.seen(channelId, this.channel(channelId)?.last_message_id);
    this.emit("unread");
  }

  /** @param {string | undefined} id */
  nameOf(id) {
    const member = this.members.get(id ?? "");
    const user = member?.user ?? this.world.people.find((/** @type {any} */ p) => p.id === id);
    if (!user) return id === this.bot.id ? this.bot.name : t("unknown-person");
    return member?.nick ?? user.global_name ?? user.display_name ?? user.username ?? user.name;
  }

  /** @param {any} user an author: somebody may have left, then the message still says who it was */
  authorName(user) {
    if (!user) return t("unknown-person");
    return this.members.has(user.id) ? this.nameOf(user.id) : (user.global_name ?? user.username ?? this.nameOf(user.id));
  }

  /** @param {string | null | undefined} id */
  channelName(id) {
    const channel = this.channel(id);
    if (!channel) return t("unknown-channel");
    return channel.type === CHANNEL.dm ? this.dmName(channel) : channel.name;
  }

  dmName(/** @type {any} */ channel) {
    const others = (channel.recipients ?? []).filter((/** @type {any} */ user) => user.id !== this.me?.id);
    return others.map((/** @type {any} */ user) => this.authorName(user)).join(", ") || t("dms");
  }

  /** @param {string} bit the number of a permission @param {any} [channel] */
  may(bit, channel = this.current) {
    const bits = channel?.me?.permissions ?? this.channel(channel?.parent_id)?.me?.permissions;
    return bits === undefined || ((BigInt(bits) >> BigInt(bit)) & 1n) === 1n;
  }
}

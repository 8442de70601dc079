// @ts-check
// What a person asks of the bot, and what is shown until it has answered or when it does not.

import { ApiError } from "./api.js";
import { freshId } from "./dom.js";
import { t } from "./words.js";

/**
 * @typedef {object} Notice a line at the end of a channel that only this page knows
 * @property {string} key
 * @property {string} channelId
 * @property {"waiting" | "thinking" | "failed"} kind
 * @property {string} title what was asked
 * @property {boolean} [ephemeral]
 * @property {string} [error]
 * @property {() => void} [retry]
 */

const WAIT_BEFORE_SAYING_SO_MS = 400;

/** Emits on the state: `notices`, and `look` with a message's id when its controls must be drawn again. */
export class Interactions {
  /**
   * @param {import("./state.js").State} state
   * @param {{openModal: (modal: any, context: ModalContext) => void}} open
   *
   * @typedef {{interactionId: string, channelId: string, messageId?: string, title: string, source: string}} ModalContext
   */
  constructor(state, open) {
    this.state = state;
    this.openModal = open.openModal;
    /** @type {Map<string, Notice>} */
    this.notices = new Map();
    /** @type {Map<string, string>} message -> custom_id that waits */
    this.busy = new Map();
    /** @type {Map<string, string>} message -> what went wrong */
    this.failures = new Map();
    /** The answer can come over the socket before the acknowledgement comes over HTTP. */
    this.answered = new Set();
    state.on("message answer", (message) => this.answeredBy(message));
  }

  answeredBy(/** @type {any} */ message) {
    const id = message.interaction_metadata?.id ?? message.interaction?.id;
    if (!id) return;
    this.answered.add(id);
    this.drop(id);
  }

  /** @param {Notice} notice */
  put(notice) {
    this.notices.set(notice.key, notice);
    this.state.emit("notices");
  }

  drop(/** @type {string} */ key) {
    if (this.notices.delete(key)) this.state.emit("notices");
  }

  /** @param {Record<string, any>} body @param {File[]} [files] @returns {Promise<any>} always a result, at worst a failed one */
  async ask(body, files = []) {
    try {
      const result = await this.state.api.interact({ guild_id: this.guildOf(body.channel_id), ...body }, files);
      return result.error ? { ...result, error: t(result.error) } : result;
    } catch (error) {
      const said = error instanceof ApiError && error.status ? error.message : t("no-answer");
      return { result: "failed", error: said };
    }
  }

  guildOf(/** @type {string} */ channelId) {
    return this.state.dms.has(channelId) ? undefined : this.state.guildId;
  }

  /**
   * Runs a slash command or a context menu.
   * @param {{title: string, body: Record<string, any>, files?: File[], channelId?: string, retry?: () => void}} call
   */
  async command({ title, body, files = [], channelId = this.state.openId ?? "", retry }) {
    const key = freshId("notice");
    const timer = setTimeout(() => this.put({ key, channelId, kind: "waiting", title }), WAIT_BEFORE_SAYING_SO_MS);
    const result = await this.ask({ kind: "command", channel_id: channelId, ...body }, files);
    clearTimeout(timer);
    this.drop(key);
    this.settle(result, { channelId, title, source: title });
    if (result.result === "failed") this.put({ key, channelId, kind: "failed", title, error: result.error, retry });
    return result;
  }

  /** Presses a button or chooses in a select. @param {any} message @param {any} component @param {string[]} [values] */
  async press(message, component, values) {
    this.busy.set(message.id, component.custom_id);
    this.failures.delete(message.id);
    this.state.emit("look", message.id);
    const result = await this.ask({
      kind: "component",
      channel_id: message.channel_id,
      message_id: message.id,
      custom_id: component.custom_id,
      values,
    });
    this.busy.delete(message.id);
    if (result.result === "failed") this.failures.set(message.id, result.error ?? "");
    this.state.emit("look", message.id);
    const title = component.label ?? component.placeholder ?? "";
    this.settle(result, { channelId: message.channel_id, messageId: message.id, title, source: component.custom_id });
  }

  /**
   * Sends a filled-in form.
   * @param {ModalContext} context @param {Record<string, any>} fields @param {File[]} files
   * @returns {Promise<any>} the result, so that the form can stay open on a failure
   */
  async submit(context, fields, files) {
    const result = await this.ask(
      {
        kind: "modal",
        channel_id: context.channelId,
        message_id: context.messageId,
        modal_of: context.interactionId,
        fields,
      },
      files,
    );
    this.settle(result, context);
    return result;
  }

  /** @param {any} result @param {{channelId: string, messageId?: string, title: string, source: string}} where */
  settle(result, where) {
    const id = result.interaction_id ?? freshId("interaction");
    if (result.message) this.state.emit("answer", result.message);
    if (result.result === "modal") this.openModal(result.modal, { interactionId: id, ...where });
    const thinking = result.result === "deferred" && !result.message && !this.answered.has(id);
    if (thinking) {
      this.put({ key: id, channelId: where.channelId, kind: "thinking", title: where.title, ephemeral: result.ephemeral });
    }
  }

  async autocomplete(/** @type {Record<string, any>} */ body) {
    const result = await this.ask({ kind: "autocomplete", ...body });
    return result.choices ?? [];
  }
}

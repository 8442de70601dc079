// @ts-check
// Discord's own polls: choose, vote, see the bars, take the vote back.

import { emojiText } from "./components.js";
import { el, freshId } from "./dom.js";
import { exactTime, sandboxNow, stamp } from "./times.js";
import { t } from "./words.js";

/** Whose results somebody asked to see before voting; kept while the page is open. */
const peeking = new Set();

/**
 * @param {any} message
 * @param {(answers: number[]) => void} vote
 * @param {() => void} redraw
 */
export function pollView(message, vote, redraw) {
  const { poll } = message;
  const counts = new Map((poll.results?.answer_counts ?? []).map((/** @type {any} */ c) => [Number(c.id), c]));
  const total = [...counts.values()].reduce((sum, count) => sum + count.count, 0);
  const voted = [...counts.values()].some((count) => count.me_voted);
  const expiry = poll.expiry ? new Date(poll.expiry) : null;
  const over = Boolean(poll.results?.is_finalized) || (expiry !== null && expiry <= sandboxNow());
  const results = over || voted || peeking.has(message.id);
  const group = freshId("poll");

  const answer = (/** @type {any} */ item) => {
    const count = counts.get(item.answer_id) ?? { count: 0, me_voted: false };
    const share = total ? Math.round((100 * count.count) / total) : 0;
    const text = el(
      "span",
      { class: "poll-text" },
      item.poll_media.emoji && el("span", {}, `${emojiText(item.poll_media.emoji)} `),
      item.poll_media.text,
    );
    if (results) {
      return el(
        "li",
        { class: `poll-answer ${count.me_voted ? "mine" : ""}`, style: { "--share": `${share}%` } },
        text,
        el("span", { class: "poll-count" }, `${share} % · ${t("votes", { n: count.count })}`, count.me_voted && el("b", {}, ` ✓ ${t("your-vote")}`)),
      );
    }
    return el(
      "li",
      {},
      el(
        "label",
        { class: "poll-answer" },
        el("input", { type: poll.allow_multiselect ? "checkbox" : "radio", name: group, value: String(item.answer_id) }),
        text,
      ),
    );
  };

  const form = el(
    "form",
    {
      class: "poll",
      "aria-label": poll.question.text,
      on: {
        submit: (/** @type {Event} */ event) => {
          event.preventDefault();
          const chosen = [...form.querySelectorAll("input:checked")].map((input) => Number(input.value));
          if (chosen.length) vote(chosen);
        },
      },
    },
    el("p", { class: "poll-question" }, poll.question.text),
    el("p", { class: "hint" }, over ? t("poll-over") : t(poll.allow_multiselect ? "poll-several" : "poll-one")),
    el("ul", {}, poll.answers.map(answer)),
    el(
      "p",
      { class: "poll-foot" },
      el("span", {}, t("votes", { n: total })),
      expiry && !over && el("time", { title: exactTime(expiry), datetime: expiry.toISOString() }, t("ends", { when: stamp(expiry, "R") })),
      !over && el("span", { class: "poll-buttons" }, buttons(message, { results, voted, vote, redraw })),
    ),
  );
  return form;
}

/** @param {any} message @param {{results: boolean, voted: boolean, vote: (answers: number[]) => void, redraw: () => void}} state */
function buttons(message, { results, voted, vote, redraw }) {
  const toggle = (/** @type {boolean} */ on) => {
    if (on) peeking.add(message.id);
    else peeking.delete(message.id);
    redraw();
  };
  if (voted) return el("button", { type: "button", class: "button secondary", on: { click: () => vote([]) } }, t("vote-back"));
  if (results) {
    return el("button", { type: "button", class: "button secondary", on: { click: () => toggle(false) } }, t("back-to-vote"));
  }
  return [
    el("button", { type: "button", class: "button secondary", on: { click: () => toggle(true) } }, t("show-results")),
    el("button", { type: "submit", class: "button primary" }, t("vote")),
  ];
}

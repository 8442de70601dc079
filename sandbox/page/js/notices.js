// @ts-check
// The lines at the end of a channel that only this page knows: waiting, thinking, failed.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

/**
 * @param {import("./interactions.js").Notice} notice
 * @param {import("./state.js").State} state
 * @param {() => void} drop
 */
export function noticeView(notice, state, drop) {
  const title = notice.title && el("p", { class: "reply-line" }, icon("reply"), el("span", { class: "one-line" }, `${t("you-used")} `, el("code", {}, notice.title)));
  if (notice.kind !== "failed") {
    const words = notice.kind === "thinking" ? t("thinking", { name: state.bot.name ?? t("bot") }) : t("sending");
    return el(
      "div",
      { class: `notice ${notice.kind}`, role: "status" },
      title,
      el("p", { class: "thinking" }, words),
      notice.ephemeral && el("p", { class: "only-you" }, icon("eye"), t("only-you")),
    );
  }
  return el(
    "div",
    { class: "notice failed", role: "alert" },
    title,
    el("p", { class: "failure" }, icon("warning"), el("span", {}, el("b", {}, t("failed")), notice.error ? ` ${notice.error}` : "")),
    el(
      "p",
      { class: "only-you" },
      icon("eye"),
      el("span", {}, t("only-you")),
      notice.retry &&
        el(
          "button",
          {
            type: "button",
            class: "text-button",
            on: {
              click: () => {
                drop();
                notice.retry?.();
              },
            },
          },
          t("try-again"),
        ),
      el("button", { type: "button", class: "text-button", on: { click: drop } }, t("dismiss")),
    ),
  );
}

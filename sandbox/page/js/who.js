// @ts-check
// Who one is in this practice room, and in which language their Discord is.

import { el } from "./dom.js";
import { openDialog } from "./layers.js";
import { avatar } from "./people.js";
import { t } from "./words.js";

const LOCALES = [
  { value: "nl", name: "Nederlands" },
  { value: "en-GB", name: "English" },
  { value: "de", name: "Deutsch" },
];

/**
 * @param {object} settings
 * @param {any[]} settings.people
 * @param {any} settings.current whoever one is now, null at the very first visit
 * @param {(person: any) => void} settings.choose
 * @param {(locale: string) => void} settings.speak
 * @param {() => void} [settings.leave] closed without a choice
 */
export function openWho({ people, current, choose, speak, leave }) {
  let chosen = false;
  const pick = (/** @type {any} */ person) => {
    chosen = true;
    dialog.close();
    choose(person);
  };
  const language = (/** @type {{value: string, name: string}} */ locale) =>
    el(
      "label",
      { class: "segment" },
      el("input", {
        type: "radio",
        name: "locale",
        value: locale.value,
        checked: current?.locale === locale.value,
        on: { change: () => speak(locale.value) },
      }),
      el("span", { lang: locale.value }, locale.name),
    );
  const dialog = openDialog({
    title: current ? t("who-title") : t("who-first"),
    cls: "who",
    onClose: () => chosen || leave?.(),
    body: el(
      "div",
      { class: "who-body" },
      el("p", { class: "lead" }, el("b", {}, t("practice-room")), " ", t("who-lead")),
      el(
        "ul",
        { class: "people" },
        people.map((person) =>
          el(
            "li",
            {},
            el(
              "button",
              { type: "button", class: "person-choice", "aria-current": person.id === current?.id ? "true" : undefined, data: { person: person.name }, on: { click: () => pick(person) } },
              avatar({ name: person.display_name, colour: person.avatar_colour, id: person.id }, "large"),
              el(
                "span",
                {},
                el("b", {}, person.display_name),
                el("span", { class: "option-description" }, person.about?.[t("language-code")] ?? ""),
                el("span", { class: "tag" }, LOCALES.find((locale) => locale.value === person.locale)?.name ?? person.locale),
              ),
            ),
          ),
        ),
      ),
      current && el("fieldset", { class: "field language" }, el("legend", { class: "field-label" }, t("language-of", { name: current.display_name })), el("div", { class: "segments" }, LOCALES.map(language)), el("p", { class: "hint" }, t("language-hint"))),
    ),
  });
  /** @type {HTMLElement | null} */ (dialog.querySelector("[aria-current]") ?? dialog.querySelector(".person-choice"))?.focus();
}

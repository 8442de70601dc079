// @ts-check
// Begins the page: who is it, what do they see, and the live line.

import { Api, request } from "./api.js";
import { App } from "./app.js";
import { el, fill } from "./dom.js";
import { applyTheme } from "./panel.js";
import { LiveSocket } from "./socket.js";
import { State } from "./state.js";
import { refreshRelative, setClock, setTimeLocale } from "./times.js";
import { store, stored } from "./unread.js";
import { openWho } from "./who.js";
import { languageFor, setLanguage, t } from "./words.js";

const PERSON_KEY = "sektor-sandbox-person";
const RETRY_MS = 3000;

const place = /** @type {HTMLElement} */ (document.getElementById("app"));
/** @type {{app: App, state: State, socket: LiveSocket} | null} */
let running = null;
/** @type {any} */
let world = null;
/** A later start makes an earlier one, that may still be loading, give up. */
let round = 0;
let retry = 0;

const hash = () => new URLSearchParams(location.hash.slice(1));

/** The person that a link or an earlier visit names. @param {string | null} name */
function personNamed(name) {
  const wanted = name?.toLowerCase();
  return world.people.find((/** @type {any} */ p) => [p.id, p.name, p.display_name].some((x) => x?.toLowerCase() === wanted)) ?? null;
}

function rememberPlace() {
  if (!running) return;
  const { state } = running;
  const wanted = new URLSearchParams({ as: state.person.name });
  if (state.guildId && state.guildId !== world.guilds[0]?.id) wanted.set("guild", state.guildId);
  if (state.openId) wanted.set("in", state.openId);
  document.title = `${state.channelName(state.openId)} · De Sektor — sandbox`;
  const same = hash().get("as") === wanted.get("as") && hash().get("in") === wanted.get("in");
  // The first place replaces what the address said, every next one can be gone back to
  if (!same) history[hash().get("in") ? "pushState" : "replaceState"](null, "", `#${wanted}`);
  store(PERSON_KEY, state.person.name);
}

function stop() {
  running?.socket.close();
  running?.app.close();
  running = null;
}

/**
 * Becomes somebody: everything is drawn anew, in their language.
 * @param {any} person @param {string | null} [channel] @param {string | null} [guild]
 */
async function become(person, channel = hash().get("in"), guild = hash().get("guild")) {
  round += 1;
  const mine = round;
  stop();
  speak(person.locale);
  fill(place, el("p", { class: "boot", role: "status" }, t("loading")));
  const state = new State(world, person, new Api(person.id));
  try {
    await state.load(guild ?? undefined);
  } catch (error) {
    if (mine === round) fail(error, () => become(person, channel, guild));
    return;
  }
  if (mine !== round) return;
  const app = new App(state, {
    who: () => chooseWho(),
    moved: rememberPlace,
    guild: (id) => become(person, null, id),
  });
  const socket = new LiveSocket(person.id, {
    event: (frame) => state.receive(frame),
    lost: () => state.lineIs(false),
    restored: () => recover(state),
  });
  running = { app, state, socket };
  fill(place, app.root);
  app.openFirst(channel);
}

/** The line is back, perhaps with another sandbox behind it. @param {State} state */
async function recover(state) {
  try {
    world = await request("world");
  } catch {
    return;
  }
  state.world = world;
  state.person = world.people.find((/** @type {any} */ p) => p.id === state.person.id) ?? state.person;
  setClock(world.clock);
  state.botIs(world.bot);
  state.lineIs(true);
}

/** @param {string} locale */
function speak(locale) {
  setLanguage(languageFor(locale));
  setTimeLocale(locale);
  document.documentElement.lang = t("language-code");
}

async function changeLocale(/** @type {string} */ locale) {
  if (!running) return;
  const { state } = running;
  try {
    await state.api.setLocale(locale);
  } catch (error) {
    state.emit("trouble", /** @type {Error} */ (error).message);
    return;
  }
  state.person.locale = locale;
  await become(state.person, state.openId);
}

function chooseWho() {
  openWho({
    people: world.people,
    current: running?.state.person ?? null,
    choose: (person) => person !== running?.state.person && become(person, running?.state.openId ?? null),
    speak: changeLocale,
    leave: running ? undefined : () => become(world.people[0]),
  });
}

/** @param {unknown} error @param {() => void} again */
function fail(error, again) {
  clearTimeout(retry);
  const now = () => {
    clearTimeout(retry);
    again();
  };
  retry = window.setTimeout(now, RETRY_MS);
  fill(
    place,
    el(
      "div",
      { class: "boot", role: "alert" },
      el("h1", {}, "De Sektor — sandbox"),
      el("p", {}, t("could-not-start")),
      el("p", { class: "hint" }, String(/** @type {any} */ (error)?.message ?? error)),
      el("button", { type: "button", class: "button primary", on: { click: now } }, t("try-again")),
    ),
  );
}

async function start() {
  speak(navigator.language.startsWith("nl") ? "nl" : "en-GB");
  applyTheme();
  try {
    world = await request("world");
  } catch (error) {
    fail(error, start);
    return;
  }
  setClock(world.clock);
  const person = personNamed(hash().get("as")) ?? personNamed(stored(PERSON_KEY));
  if (person) await become(person);
  else {
    fill(place, el("p", { class: "boot" }, "De Sektor — sandbox"));
    chooseWho();
  }
}

window.addEventListener("hashchange", () => {
  const person = world && personNamed(hash().get("as"));
  if (!person) return;
  const elsewhere = hash().get("guild") ?? world.guilds[0]?.id;
  if (person.id !== running?.state.person.id || elsewhere !== running?.state.guildId) become(person);
  else if (hash().get("in")) running?.state.open(hash().get("in") ?? "");
});
window.setInterval(refreshRelative, 30_000);
start();

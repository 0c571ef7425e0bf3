// The state of the workbench. It stands in the address and nowhere else, so that a link is the whole of it:
// `?scenario=wi2021&set-b=prestatie.aandeel%3D0.2`. What is changed is changed in every scenario but the first;
// of one scenario the changed one is laid beside it. `set`, which changes every scenario, is no part of it. Pinned scenarios stand there too, each as an address of its
// own; and which panel is open with what it asks, and what the presenter shows.

import { find } from "./element.js";

export const texts = JSON.parse(find("teksten").textContent);
export const lang = document.documentElement.lang;
const { begin } = JSON.parse(find("gegevens").textContent);

// The text by this name, with {0}, {1} filled in; {0:rij|rijen} is the noun that goes with the number {0}.
export const say = (key, ...values) => {
  const kind = (_, place, one, more) => (String(values[place]) === "1" ? one : more);
  return (texts[key] ?? key).replace(/\{(\d):([^|}]*)\|([^}]*)\}/g, kind).replace(/\{(\d)\}/g, (_, place) => values[place]);
};

// As many scenarios stand beside each other; the one that is turned comes on top.
export const MOST_PINS = 4;

const SCENARIO = "scenario";
const CHANGE = "set-b";
const [PIN, NAME, PANEL, ASKED, HALL, IN_HALL] = ["pin", "naam", "paneel", "vraag", "zaal", "toon"];
const LANG = "lang";
const OF_SERVER = ["client", "token"];
const OF_ALL = "set";

export function readChanges(settings) {
  return new Map(settings.map((setting) => {
    const at = setting.indexOf("=");
    return at < 0 ? [setting.trim(), ""] : [setting.slice(0, at).trim(), setting.slice(at + 1).trim()];
  }));
}

function readPin(text) {
  const own = new URLSearchParams(text);
  return { name: own.get(NAME) ?? "", scenario: own.get(SCENARIO) ?? begin.at(-1), changes: readChanges(own.getAll(CHANGE)) };
}

export function addressed() {
  const all = new URLSearchParams(location.search);
  const named = all.getAll(SCENARIO);
  return {
    scenarios: named.length ? named : begin,
    changes: readChanges(all.getAll(CHANGE)),
    pins: all.getAll(PIN).slice(0, MOST_PINS).map(readPin),
    panel: all.get(PANEL),
    asked: Object.fromEntries(new URLSearchParams(all.get(ASKED) ?? "")),
    hall: all.has(HALL),
    inHall: all.getAll(IN_HALL),
  };
}

// What the address says that is no part of the state, in words; null where there is nothing.
export function strange() {
  const known = [SCENARIO, CHANGE, PIN, PANEL, ASKED, HALL, IN_HALL, LANG, ...OF_SERVER];
  const names = [...new Set(new URLSearchParams(location.search).keys())].filter((name) => !known.includes(name));
  if (!names.length) return null;
  const told = say("bank_adres", names.map((name) => `${name}=`).join(", "));
  return names.includes(OF_ALL) ? `${told} ${say("bank_adres_set")}` : told;
}

function pairs(scenarios, changes) {
  const all = new URLSearchParams();
  for (const name of scenarios) all.append(SCENARIO, name);
  for (const [key, value] of changes) all.append(CHANGE, `${key}=${value}`);
  return all;
}

export const pinText = ({ name, scenario, changes }) => new URLSearchParams([[NAME, name], ...pairs([scenario], changes)]).toString();

// What a link to this state ends on.
export function link({ scenarios, changes, pins, panel, asked, hall, inHall }) {
  const all = pairs(scenarios, changes);
  if (new URLSearchParams(location.search).has(LANG)) all.append(LANG, lang);
  for (const pin of pins) all.append(PIN, pinText(pin));
  if (panel) all.append(PANEL, panel);
  if (Object.keys(asked).length) all.append(ASKED, new URLSearchParams(asked).toString());
  if (hall) all.append(HALL, "");
  for (const key of inHall) all.append(IN_HALL, key);
  return `?${all}${location.hash}`;
}

// The scenarios that are shown: a changed one stands beside what it was.
export const shown = ({ scenarios, changes }) => (scenarios.length === 1 && changes.size ? [scenarios[0], scenarios[0]] : scenarios);

// What is drawn, told apart from what is drawn otherwise.
export const drawnOf = (state) => pairs(shown(state), state.changes).toString();

// The state as a question to the server.
export function question(state, more = {}) {
  const all = pairs(shown(state), state.changes);
  for (const [key, value] of Object.entries({ lang, ...more })) all.append(key, value);
  return all.toString();
}

// A scenario beside one that goes with the question.
export function questionWith(first, more = {}) {
  const all = new URLSearchParams([[SCENARIO, first], [SCENARIO, "-"]]);
  for (const [key, value] of Object.entries({ lang, ...more })) all.append(key, value);
  return all.toString();
}

// One scenario with its changes as a question of its own.
export function questionOf({ scenario, changes }, more = {}) {
  const all = new URLSearchParams([[SCENARIO, scenario], ...[...changes].map(([key, value]) => ["set", `${key}=${value}`])]);
  for (const [key, value] of Object.entries({ lang, ...more })) all.append(key, value);
  return all.toString();
}

// The scenario that is turned, with its changes.
export const ownOf = ({ scenarios, changes }) => ({ scenario: scenarios.at(-1), changes });

// The pin of what is turned, where it is pinned.
const bare = (pin) => pinText({ ...pin, name: "" });
export const pinOf = (state) => state.pins.find((pin) => bare(pin) === bare(ownOf(state))) ?? null;

// The same, for what is called by its name: of more than two scenarios all others are changed too, which have no pin.
export const namedPin = (state) => (state.changes.size && state.scenarios.length < 3 ? pinOf(state) : null);

const quoted = (text) => (/^[\w.,:@%+=/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const spokenOf = (code) => (code ? ` --gemeente ${code}` : "");

// The same on the command line; of a gemeente where one is given.
export function spoken(state, code = null) {
  const settings = [...state.changes].map(([key, value]) => ` --set-b ${quoted(`${key}=${value}`)}`);
  return `spuk report ${shown(state).map(quoted).join(" ")}${settings.join("")}${spokenOf(code)} --out rapport`;
}

// The same of what is pinned under a name: written as a scenario of that name first.
export function spokenPin(state, name, file, code = null) {
  const { scenario, changes } = ownOf(state);
  const settings = [...changes].map(([key, value]) => ` --set ${quoted(`${key}=${value}`)}`);
  return `spuk show ${quoted(scenario)}${settings.join("")} --naam ${quoted(name)} --out ${file} && spuk report ${quoted(state.scenarios[0])} ${file}${spokenOf(code)} --out rapport`;
}

// A question about the scenario that is turned, on the command line.
export function spokenQuestion(command, { scenario, changes }, options) {
  const settings = [...changes].map(([key, value]) => ` --set ${quoted(`${key}=${value}`)}`);
  const rest = options.filter(([, value]) => value !== "").map(([name, value]) => ` --${name} ${quoted(value)}`);
  return `spuk ${command} ${quoted(scenario)}${settings.join("")}${rest.join("")}`;
}

// The state of the workbench. It stands in the address and nowhere else, so that a link is the whole of it:
// `?scenario=wi2021&set-b=prestatie.aandeel%3D0.2`. What is changed is changed in every scenario but the first;
// of one scenario the changed one is laid beside it.

import { find } from "./element.js";

export const texts = JSON.parse(find("teksten").textContent);
export const lang = document.documentElement.lang;
const { begin } = JSON.parse(find("gegevens").textContent);

// The text by this name, with {0}, {1} filled in.
export const say = (key, ...values) => (texts[key] ?? key).replace(/\{(\d)\}/g, (_, place) => values[place]);

const SCENARIO = "scenario";
const CHANGE = "set-b";

export function addressed() {
  const query = new URLSearchParams(location.search);
  const named = query.getAll(SCENARIO);
  const changes = [...query.getAll("set"), ...query.getAll(CHANGE)].map((setting) => {
    const at = setting.indexOf("=");
    return at < 0 ? [setting, ""] : [setting.slice(0, at), setting.slice(at + 1)];
  });
  return { scenarios: named.length ? named : begin, changes: new Map(changes) };
}

function query(scenarios, changes) {
  const all = new URLSearchParams();
  for (const name of scenarios) all.append(SCENARIO, name);
  for (const [key, value] of changes) all.append(CHANGE, `${key}=${value}`);
  return all;
}

// What a link to this state ends on.
export function link({ scenarios, changes }) {
  const all = query(scenarios, changes);
  if (new URLSearchParams(location.search).has("lang")) all.append("lang", lang);
  return `?${all}${location.hash}`;
}

// The scenarios that are shown: a changed one stands beside what it was.
export const shown = ({ scenarios, changes }) => (scenarios.length === 1 && changes.size ? [scenarios[0], scenarios[0]] : scenarios);

// The state as a question to the server.
export function question(state, more = {}) {
  const all = query(shown(state), state.changes);
  for (const [key, value] of Object.entries({ lang, ...more })) all.append(key, value);
  return all.toString();
}

// The same on the command line.
export function spoken(state) {
  const quoted = (text) => (/^[\w.,:@%+=/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  const settings = [...state.changes].map(([key, value]) => ` --set-b ${quoted(`${key}=${value}`)}`);
  return `spuk report ${shown(state).map(quoted).join(" ")}${settings.join("")} --out rapport`;
}

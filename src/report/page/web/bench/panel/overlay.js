// One scenario laid over another: what it changes of its basis is laid over the scenario that is turned. Where both
// say something else of the same figure they collide, and each collision is named and chosen.

import { fetched, isOver, toldOf } from "../ask.js";
import { button, el } from "../element.js";
import { definition, nameOf, shownValue } from "../figures.js";
import { isEditedList, linesOf, listWords, pathInList, withinLists } from "../knob/lists.js";
import { writeToml } from "../knob/toml.js";
import { questionOf, say } from "../state.js";

const NOT_LAID = ["scenario", "simulatie", "gemeenten"];
const known = new Map();
export const forgetOverlay = () => known.clear();

// A scenario's figures, and what its basis is called: the file that was read before its own; itself where it has none.
async function scenarioOf(scenario) {
  if (!known.has(scenario)) {
    const body = await fetched(`/api/run.json?${questionOf({ scenario, changes: new Map() }, { level: "landelijk" })}`);
    const file = body.ontvangstbewijs.bestanden.filter(({ naam }) => naam.endsWith(".toml")).at(-2);
    known.set(scenario, { basis: file?.naam.replace(/\.toml$/, "") ?? scenario, figures: new Map(body.cijfers.filter(({ pad }) => !NOT_LAID.includes(pad.split(".")[0])).map((one) => [one.pad, String(one.waarde)])) });
  }
  return known.get(scenario);
}

// Of a basis that is no name here, the scenario itself.
const groundOf = async ({ basis }, scenario) => (await scenarioOf(basis).catch(() => scenarioOf(`${basis}.toml`)).catch(() => scenarioOf(scenario))).figures;

const tableOf = (key) => key.split(".")[0];

// The figures of a scenario with its changes; a list that is changed as a whole is spelled out.
function withChanges(figures, changes) {
  const all = new Map(figures);
  for (const [key, value] of changes) {
    if (!isEditedList(key)) {
      all.set(key, value);
      continue;
    }
    for (const own of [...all.keys()]) if (own.startsWith(`${key}.`)) all.delete(own);
    const spell = (path, inner) => {
      if (inner && typeof inner === "object" && !("words" in inner)) for (const [part, one] of Object.entries(inner)) spell(`${path}.${part}`, one);
      else all.set(path, String(inner?.words ?? inner));
    };
    spell(key, linesOf(key, new Map([[key, value]])));
  }
  return all;
}

const keysIn = (figures, table) => [...figures.keys()].filter((key) => tableOf(key) === table).sort().join();

// A list as one value, of which the figures are known.
function wholeList(figures, table) {
  const lines = [];
  for (const [key, value] of figures) {
    if (tableOf(key) !== table) continue;
    const path = pathInList(key);
    let here = lines;
    path.forEach((part, depth) => {
      here[part] ??= depth === path.length - 1 ? (/^-?\d/.test(value) ? value : { words: value }) : /^\d+$/.test(path[depth + 1]) ? [] : {};
      here = here[part];
    });
  }
  return writeToml(lines);
}

// The lines of a list as what tells them apart: their keys, and the years that they are of.
const linesAlike = (figures, table) => [...figures].filter(([key]) => tableOf(key) === table).map(([key, value]) => `${key}${definition(key).unit === "jaar" ? `=${value}` : ""}`).sort().join();

// A table that is a list of lines, each known by its place alone.
const isList = (key) => /^[a-z_]+\.\d{1,2}(\.|$)/.test(key) || (isEditedList(tableOf(key)) && key.includes("."));

// What is laid, as it can be laid here: a change of a line means nothing where the list has other lines. A list that is
// edited as a whole then goes as a whole; of another one the change cannot be laid.
function fitting(laid, above, ground, mine) {
  const fits = new Map();
  const refused = [];
  for (const [key, value] of laid) {
    const table = tableOf(key);
    if (!isList(key) || linesAlike(ground, table) === linesAlike(mine, table)) fits.set(key, value);
    else if (isEditedList(table)) fits.set(table, wholeList(above, table));
    else refused.push(key);
  }
  return { fits, refused };
}

// What differs between two sets of figures, as changes that make the one the other.
function differences(from, to) {
  const laid = new Map();
  const missing = [];
  const keys = [...new Set([...from.keys(), ...to.keys()])].filter((key) => from.get(key) !== to.get(key));
  for (const key of keys) {
    const table = tableOf(key);
    const isReshaped = isEditedList(table) && keysIn(from, table) !== keysIn(to, table);
    if (isReshaped) laid.set(table, wholeList(to, table));
    else if (to.has(key)) laid.set(key, to.get(key));
    else missing.push(key);
  }
  return { laid, missing };
}

const touches = (key, other) => key === other || key.startsWith(`${other}.`) || other.startsWith(`${key}.`);

// What is laid over what: the changes, and where both say otherwise.
async function overlay(upper, own) {
  const [over, under] = await Promise.all([upper.scenario, own.scenario].map(scenarioOf));
  const [above, mine] = [over.figures, under.figures];
  const [below, ground] = await Promise.all([groundOf(over, upper.scenario), groundOf(under, own.scenario)]);
  const aboveNow = withChanges(above, upper.changes);
  const mineNow = withChanges(mine, own.changes);
  const { laid: changed, missing } = upper.scenario === own.scenario ? { laid: upper.changes, missing: [] } : differences(below, aboveNow);
  const { fits: laid, refused } = fitting(changed, aboveNow, upper.scenario === own.scenario ? above : below, mineNow);
  // What the scenario that is turned says otherwise than its own basis, or than itself where it has none.
  const said = upper.scenario === own.scenario ? own.changes : differences(ground, mineNow).laid;
  const collisions = [...laid].filter(([key, value]) => [...said].some(([other, now]) => touches(key, other) && !(key === other && now === value)));
  const nowOf = (key) => (isEditedList(key) ? wholeList(mineNow, key) : mineNow.get(key));
  return { laid: new Map([...laid].filter(([key, value]) => nowOf(key) !== value)), missing, refused, collisions: collisions.map(([key]) => key), nowOf };
}

// Shows what would be laid over what, asks what collides, and lays it.
export async function openOverlay(bench, upper, place) {
  const own = { scenario: bench.state().scenarios.at(-1), changes: bench.state().changes };
  place.replaceChildren(el("p", { class: "klein" }, say("bank_rekent")));
  try {
    const { laid, missing, refused, collisions, nowOf } = await overlay(upper, own);
    const kept = new Set();
    const close = () => place.replaceChildren();
    const lay = () => {
      const changes = withinLists(bench.state().changes, new Map([...laid].filter(([key]) => !kept.has(key))));
      close();
      bench.go({ changes });
      document.getElementById("lade-kop").focus();
    };
    const option = (key, keeps, words) => el("label", {}, el("input", { type: "radio", name: `botst-${key}`, checked: !keeps, onchange: () => { if (keeps) kept.add(key); else kept.delete(key); } }), " ", words);
    const colliding = [...laid].filter(([key]) => collisions.includes(key));
    const free = [...laid].filter(([key]) => !collisions.includes(key));
    const told = (key, value) => (value === undefined ? say("bank_niets") : isEditedList(key) ? listWords(key, value) : shownValue(key, value));
    const heading = el("h3", { tabindex: "-1" }, say("bank_leg_over", upper.name, own.scenario));
    place.replaceChildren(el("div", { class: "kader" }, heading,
      laid.size ? el("p", {}, say("bank_gelegd", free.length, colliding.length)) : el("p", {}, say("bank_niets_te_leggen")),
      colliding.length ? el("div", {}, el("h4", {}, say("bank_botst")), colliding.map(([key, value]) => el("fieldset", { class: "botsing" }, el("legend", {}, nameOf(key)),
        option(key, false, say("bank_neem_over", upper.name, told(key, value))), option(key, true, say("bank_houd", told(key, nowOf(key))))))) : null,
      free.length ? el("details", {}, el("summary", {}, say("bank_zonder_botsing", free.length)), el("ul", {}, free.map(([key, value]) => el("li", {}, say("bank_wordt", nameOf(key), told(key, value)), definition(key).known ? null : ` (${key})`)))) : null,
      missing.length ? el("p", { class: "klein" }, say("bank_niet_mee", missing.map(nameOf).join("; "))) : null,
      refused.length ? el("p", { class: "klein" }, say("bank_niet_te_leggen", refused.map(nameOf).join("; "), own.scenario)) : null,
      el("div", { class: "bank-rij" }, laid.size ? button(say("bank_leg_nu"), lay, { class: "hoofd" }) : null, button(say("bank_laat"), close))));
    heading.focus();
  } catch (error) {
    if (!isOver(error)) place.replaceChildren(el("p", { class: "melding", role: "alert" }, toldOf(error)));
  }
}

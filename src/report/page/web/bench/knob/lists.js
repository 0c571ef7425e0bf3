// Lists of tables that a person edits as a list: kortingen and betaalritmes. As long as only figures of it change,
// each change is one key; when a line comes or goes the list is changed as a whole.

import { button, el } from "../element.js";
import { allFigures, before, definition, nameOf, sentence, shownValue } from "../figures.js";
import { say } from "../state.js";
import { forgetBelow, knobOf, knobRow, turnOne } from "./knob.js";
import { makeShares, placesOf } from "./shares.js";
import { asValue, valueText, withinTable } from "./settings.js";
import { readToml, writeToml } from "./toml.js";

// What a line can be that is added, where there is none to go by.
const FIRST = {
  korting: { percentage: "0.10", vanaf: "2028", tot: "2031", wijze: { words: "doorberekend" } },
  betaalritme: { vanaf_cohort: "2026", totaal: ["0.40", "0.30", "0.30"] },
};
export const NOT_TURNED = ["bron", "status", "gefit", "tussen", "bewust", "naam"];
const PARTS = ["leerroute", "overig", "totaal"];

export const isEditedList = (table) => table in FIRST;

// Where a key leads within a list; a list of one can be written as that one alone, without a place.
export function pathInList(key) {
  const path = key.split(".").slice(1);
  return path.length && !/^\d+$/.test(path[0]) ? ["0", ...path] : path;
}

// Whether the scenario writes a list as its one line.
const isOneTable = (table) => allFigures().some(({ pad }) => pad.startsWith(`${table}.`) && !/^\d+$/.test(pad.split(".")[1]));

// The lines of a list as values by key, as figures say them.
function statedLines(table) {
  const lines = [];
  for (const { pad, waarde } of allFigures()) {
    if (pad.split(".")[0] !== table) continue;
    const path = pathInList(pad);
    if (!path.length) continue;
    let here = lines;
    path.forEach((part, depth) => {
      const last = depth === path.length - 1;
      const value = typeof waarde === "string" ? { words: waarde } : String(waarde);
      here[part] ??= last ? value : /^\d+$/.test(path[depth + 1]) ? [] : {};
      here = here[part];
    });
  }
  return lines;
}

// The lines as they are with these changes.
export function linesOf(table, changes) {
  const said = changes.has(table) ? readToml(changes.get(table)) : statedLines(table);
  // A list of one can be written as that one alone.
  const lines = Array.isArray(said) || said === null || typeof said !== "object" ? said : [said];
  if (!Array.isArray(lines)) return null;
  for (const [key, value] of changes) {
    if (!key.startsWith(`${table}.`)) continue;
    const path = pathInList(key);
    let here = lines;
    for (const part of path.slice(0, -1)) here = here?.[part];
    if (here) here[path.at(-1)] = asValue(value);
  }
  return lines;
}

// What a key of a list is with these changes; undefined where the list is not changed as a whole.
export function listValue(key, changes) {
  const [table] = key.split(".");
  if (!changes.has(table) || !isEditedList(table)) return undefined;
  const path = pathInList(key);
  let here = linesOf(table, changes);
  for (const part of path) here = here?.[part];
  return valueText(here);
}

// A list in words: its lines, each key with its value.
export function listWords(table, text) {
  const lines = readToml(text);
  if (!Array.isArray(lines)) return text;
  const told = (key, value) => (Array.isArray(value) ? value.map((one) => shownValue(key, valueText(one))).join("/") : shownValue(key, valueText(value)));
  if (!lines.length) return say("bank_niets");
  return lines.map((line, index) => `${index + 1}) ${Object.entries(line).map(([key, value]) => `${key.replaceAll("_", " ")} ${told(`${table}.0.${key}${Array.isArray(value) ? ".0" : ""}`, value)}`).join(", ")}`).join("; ");
}

// A change as a sentence, also of a whole list.
export const sentenceOf = (key, value) => (isEditedList(key) ? sentence(key, listWords(key, value)) : sentence(key, value));

// Lays what is turned into lists that are changed as a whole; one that is as it was is no change.
export function withinLists(changes, turned) {
  const all = new Map(changes);
  for (const [key, value] of turned) {
    const [table] = key.split(".");
    const path = pathInList(key);
    if (!path.length || !changes.has(table) || !isEditedList(table)) {
      const isBefore = value === null || String(before(key)) === value;
      // A table that is set as a whole says otherwise as long as the figure itself is not set.
      if (isBefore && before(key) !== null && withinTable(key, all) !== undefined) all.set(key, String(before(key)));
      else if (isBefore) all.delete(key);
      else all.set(key, value);
      // What was changed within the list stands in the list by now.
      if (isEditedList(key)) for (const own of [...all.keys()]) if (own.startsWith(`${key}.`)) all.delete(own);
      if (isEditedList(key) && value === writeToml(statedLines(key))) all.delete(key);
      continue;
    }
    const lines = linesOf(table, all);
    let here = lines;
    for (const part of path.slice(0, -1)) here = here?.[part];
    const now = value ?? before(key);
    if (!here) continue;
    if (now === null) delete here[path.at(-1)];
    else here[path.at(-1)] = asValue(String(now));
    all.set(table, writeToml(lines));
  }
  return all;
}

// A line of a list in a fold of its own, with every key that it can have.
function makeEntry(table, index, line, valueOf, act) {
  const at = (key) => (act.isAlone() ? `${table}.${key}` : `${table}.${index}.${key}`);
  // The lines of a list that is changed as a whole are no longer those that stood at their places.
  const anew = act.isWhole();
  const keys = definition(`${table}.${index}`).keys.filter((key) => !NOT_TURNED.includes(key) && !PARTS.includes(key));
  const shares = PARTS.filter((part) => Array.isArray(line[part]));
  const ofParts = shares.includes("leerroute");
  return el("fieldset", { class: "lijstdeel" }, el("legend", {}, nameOf(`${table}.${index}`)),
    keys.map((key) => knobRow(at(key), key.replaceAll("_", " "), { value: valueText(line[key]), meaning: true, noSource: anew || key !== keys[0], stays: anew || before(at(key)) === null })),
    shares.map((part) => {
      const own = line[part].map((_, place) => at(`${part}.${place}`));
      return makeShares(part, own, placesOf(own), valueOf, { initial: (key) => valueText(line[part][key.split(".").at(-1)]), anew });
    }),
    el("div", { class: "bank-rij" },
      table === "betaalritme" ? button(say(ofParts ? "bank_op_totaal" : "bank_per_deel"), () => act.switchParts(index)) : null,
      button(say("bank_haal_weg"), () => act.remove(index), { "aria-label": say("bank_weg_van", nameOf(`${table}.${index}`)) })));
}

// Lets a cut follow another one, for a year. One that has no end ends where this one begins, which goes on in its place
// as it did: a line that is added takes nothing away.
function follow(last, line) {
  const goesOn = last.tot === undefined;
  last.tot ??= last.vanaf;
  line.vanaf = String(Number(valueText(last.tot)) + 1);
  if (goesOn) return;
  Object.assign(line, { tot: line.vanaf, wijze: { words: "doorberekend" } });
}

// The editor of a list. `changesNow` gives the changes; it is made anew when lines come or go.
export function makeList(table, changesNow, valueOf) {
  const place = el("div", { class: "lijst-editor" });
  let drawn = null;
  const write = (lines) => turnOne(table, writeToml(lines));
  const act = {
    isAlone: () => isOneTable(table) && !changesNow().has(table),
    isWhole: () => changesNow().has(table),
    remove: (index) => write(linesOf(table, changesNow()).filter((_, own) => own !== index)),
    add: () => {
      const lines = linesOf(table, changesNow());
      const last = lines.at(-1);
      const line = last ? structuredClone(last) : FIRST[table];
      if (last && table === "korting") follow(last, line);
      if (last && table === "betaalritme") line.vanaf_cohort = String(Number(valueText(last.vanaf_cohort)) + 1);
      write([...lines, line]);
    },
    switchParts: (index) => {
      const lines = linesOf(table, changesNow());
      const { leerroute, overig, totaal, ...rest } = lines[index];
      lines[index] = totaal ? { ...rest, leerroute: ["0.50", "0.40", "0.10"], overig: ["1", "0", "0"] } : { ...rest, totaal: FIRST.betaalritme.totaal };
      write(lines);
    },
  };
  const shapeOf = (lines) => JSON.stringify([act.isAlone(), act.isWhole(), lines.map((line) => PARTS.map((part) => line[part]?.length ?? 0))]);
  const take = () => {
    const lines = linesOf(table, changesNow());
    if (!lines) return;
    const shape = shapeOf(lines);
    if (shape === drawn) return;
    drawn = shape;
    forgetBelow(table);
    const held = place.contains(document.activeElement);
    place.replaceChildren(...lines.map((line, index) => makeEntry(table, index, line, valueOf, act)),
      el("div", { class: "bank-rij" }, button(say("bank_regel_erbij"), act.add, { class: "erbij", "aria-label": say("bank_regel_erbij_van", table) }),
        changesNow().has(table) ? button(say("bank_terug"), () => turnOne(table, null), { class: "terug", "aria-label": say("bank_terug_van", table) }) : null));
    if (held) (knobOf(`${table}.${lines.length - 1}.${definition(`${table}.0`).keys.find((key) => knobOf(`${table}.${lines.length - 1}.${key}`))}`)?.own ?? place.querySelector(".erbij")).focus();
  };
  take();
  return { box: place, take };
}

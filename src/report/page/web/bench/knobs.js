// The knobs: every figure of a scenario with what it means, its unit, source and status, in the groups in which a
// person thinks. What they can be comes from the schema of a scenario.

import { el, find } from "./element.js";
import { say } from "./state.js";

// The tables of a scenario by what a person wants to turn.
const GROUPS = [
  ["mensen", ["prognose", "taakstelling", "instroom", "huisvesting", "leerroute", "traject", "uitkomst", "pip", "start", "vertraging", "aantallen"]],
  ["bedragen", ["bedragen", "prijs", "index", "onderwijsroute", "incidenteel", "instrument", "begroting"]],
  ["ritme", ["betaalritme", "kas"]],
  ["korting", ["korting", "prestatie"]],
  ["kosten", ["kosten", "verlenging", "reservering"]],
  ["gemeenten", ["gemeenten"]],
  ["overig", []],
];

const groupOf = (table) => (GROUPS.find(([, tables]) => tables.includes(table)) ?? GROUPS.at(-1))[0];

// The definition of a key in the schema; null where it says nothing.
function definition(schema, path) {
  const resolved = (one) => (one?.$ref ? { ...schema.$defs[one.$ref.split("/").at(-1)], ...one } : one);
  let here = [schema];
  for (const key of path.split(".")) {
    const choices = here.map(resolved).flatMap((one) => [one, ...(one?.anyOf ?? []), ...(one?.oneOf ?? [])].map(resolved));
    here = choices.flatMap((one) => {
      if (/^\d+$/.test(key) && one?.items) return [one.items];
      const pattern = Object.entries(one?.patternProperties ?? {}).find(([form]) => new RegExp(form).test(key));
      return [one?.properties?.[key] ?? pattern?.[1] ?? (typeof one?.additionalProperties === "object" ? one.additionalProperties : null)];
    }).filter(Boolean);
  }
  const all = here.map(resolved);
  return {
    description: all.find((one) => one.description)?.description ?? null,
    words: all.flatMap((one) => [one, ...(one.anyOf ?? []), ...(one.oneOf ?? [])].map(resolved)).find((one) => one?.enum)?.enum ?? null,
  };
}

// How far a step goes: a number is turned where it is written.
function stepOf(value) {
  const decimals = String(value).split(".")[1]?.length ?? 0;
  if (Math.abs(value) >= 10000) return 100;
  return Math.abs(value) >= 100 ? 1 : Number((10 ** -Math.max(decimals, value < 1 ? 2 : 0)).toFixed(6));
}

let turn = null;
const knobs = new Map();

// The text of a change, where a knob is told what it is now.
function input(figure, words, name) {
  const change = (event) => turn(figure.pad, event.target.value);
  const common = { id: `knop-${figure.pad}`, "aria-label": name };
  if (words) return el("select", { ...common, onchange: change }, words.map((word) => el("option", { value: word }, word)));
  const numeric = typeof figure.waarde === "number";
  return el("input", { ...common, type: numeric ? "number" : "text", step: numeric ? stepOf(figure.waarde) : null, value: figure.waarde, autocomplete: "off", spellcheck: "false", oninput: change });
}

function knob(figure, schema, label) {
  const meant = definition(schema, figure.pad);
  const own = input(figure, meant.words, `${figure.pad}`);
  const back = el("button", { type: "button", class: "terug", hidden: true, "aria-label": say("bank_terug_van", figure.pad), onclick: () => { turn(figure.pad, null); own.focus(); } }, say("bank_terug"));
  const wrong = el("p", { class: "knopfout", role: "alert", id: `fout-${figure.pad}`, hidden: true });
  const source = el("span", { class: "zacht bron", title: `${figure.bron ?? ""}` }, say(`status.${figure.status}`), figure.bron ? `, ${figure.bron}` : "");
  const row = el("div", { class: "knop" }, el("label", { for: own.id }, label), own, back, source, wrong);
  knobs.set(figure.pad, { figure, row, own, back, wrong });
  return row;
}

// Figures that only differ in the last part of their key, a year or a place, stand in one list.
function rows(figures, schema) {
  const lists = new Map();
  for (const figure of figures) {
    const keys = figure.pad.split(".");
    const prefix = keys.slice(0, -1).join(".");
    if (!lists.has(prefix)) lists.set(prefix, []);
    lists.get(prefix).push([keys.at(-1), figure]);
  }
  return [...lists].map(([prefix, all]) => {
    const title = prefix.split(".").slice(1).join(" · ").replaceAll("_", " ");
    const meaning = definition(schema, all.length > 1 && /^\d+$/.test(all[0][0]) ? prefix : all[0][1].pad).description;
    return el("fieldset", {}, el("legend", {}, title || say("bank_alle")), meaning && prefix.includes(".") ? el("p", { class: "klein" }, meaning) : null,
      all.map(([key, figure]) => knob(figure, schema, key.replaceAll("_", " "))));
  });
}

// Makes the panel of these figures. `act` hears which key is turned to what, and null where it is set back.
export function makeKnobs(figures, schema, act) {
  turn = act;
  knobs.clear();
  const tables = new Map();
  for (const figure of figures) {
    const table = figure.pad.split(".")[0];
    if (!tables.has(table)) tables.set(table, []);
    tables.get(table).push(figure);
  }
  find("knoppen").replaceChildren(...GROUPS.map(([group]) => {
    const own = [...tables].filter(([table]) => groupOf(table) === group);
    if (!own.length) return "";
    return el("details", { class: "groep" }, el("summary", {}, say(`bank.${group}`)), own.map(([table, all]) => {
      const meaning = schema.properties[table]?.description;
      return el("details", { class: "tabelknop" }, el("summary", {}, el("span", {}, table), meaning ? el("span", { class: "zacht" }, ` ${meaning}`) : null), rows(all, schema));
    }));
  }));
}

// Shows what is changed, at the knobs.
export function showChanges(changes) {
  for (const [key, { figure, row, own, back }] of knobs) {
    const value = changes.get(key);
    row.classList.toggle("anders", value !== undefined);
    back.hidden = value === undefined;
    const now = String(value ?? figure.waarde);
    if (own.value !== now && own !== document.activeElement) own.value = now;
  }
}

// Shows what is wrong at the knob of a key; false where there is none.
export function showWrong(key, message) {
  for (const { own, wrong } of knobs.values()) {
    own.removeAttribute("aria-invalid");
    own.removeAttribute("aria-describedby");
    wrong.hidden = true;
  }
  const found = knobs.get(key);
  if (!found || message === null) return false;
  found.own.setAttribute("aria-invalid", "true");
  found.own.setAttribute("aria-describedby", found.wrong.id);
  found.wrong.textContent = message;
  found.wrong.hidden = false;
  return true;
}

// What a figure was before it was changed.
export const before = (key) => knobs.get(key)?.figure.waarde;

// Brings the knob of a key into view.
export function goTo(key) {
  const found = knobs.get(key);
  if (!found) return;
  for (let fold = found.row.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  found.own.focus();
  found.row.scrollIntoView({ block: "nearest" });
}

// Shows the knobs of which the key or the meaning holds a word, and opens their folds.
export function filterKnobs(word) {
  const wanted = word.trim().toLowerCase();
  for (const table of document.querySelectorAll(".tabelknop")) {
    const whole = table.querySelector("summary").textContent.toLowerCase().includes(wanted);
    let any = false;
    for (const list of table.querySelectorAll("fieldset")) {
      const inList = whole || [...list.querySelectorAll("[id^='knop-']")].some((one) => one.id.toLowerCase().includes(wanted)) || list.textContent.toLowerCase().includes(wanted);
      list.hidden = !inList;
      any ||= inList;
    }
    table.hidden = !any;
    table.open = wanted !== "" && any;
  }
  for (const group of document.querySelectorAll(".groep")) {
    const any = [...group.querySelectorAll(".tabelknop")].some((one) => !one.hidden);
    group.hidden = !any;
    group.open = wanted !== "" && any;
  }
}

// All knobs, in the groups in which a person thinks.

import { button, el, entry, find } from "../element.js";
import { allFigures, definition, nameOf, tablesOfSchema } from "../figures.js";
import { say } from "../state.js";
import { forgetKnobs, goTo, knobRow, turnOne } from "./knob.js";
import { isEditedList, makeList, NOT_TURNED } from "./lists.js";
import { keyMeant, searched, textMeant } from "./search.js";
import { makeSeries } from "./series.js";
import { areShares, makeShares, placesOf, titleOf } from "./shares.js";

// The tables of a scenario by what a person wants to turn.
const GROUPS = [
  ["mensen", ["prognose", "taakstelling", "instroom", "huisvesting", "leerroute", "traject", "uitkomst", "pip", "start", "vertraging", "aantallen"]],
  ["bedragen", ["bedragen", "prijs", "index", "onderwijsroute", "incidenteel", "instrument", "begroting"]],
  ["ritme", ["betaalritme", "kas"]],
  ["korting", ["korting", "prestatie"]],
  ["kosten", ["kosten", "verlenging", "reservering"]],
  ["gemeenten", ["kenmerken", "gemeenten"]],
  ["overig", []],
];

const groupOf = (table) => (GROUPS.find(([, tables]) => tables.includes(table)) ?? GROUPS.at(-1))[0];
const parentOf = (key) => key.split(".").slice(0, -1).join(".");
const lastOf = (key) => key.split(".").at(-1);
const allMatch = (keys, form) => keys.every((key) => form.test(lastOf(key)));

// The parts of the panel that change shape with the changes.
let shapes = [];

// Figures that only differ in the last part of their key stand together: years as a series, places as a list of
// numbers, shares with their sum, and else one below the other.
function rows(table, keys, valueOf) {
  const lists = Map.groupBy(keys, parentOf);
  return [...lists].map(([prefix, all]) => {
    const title = prefix === table ? prefix.replaceAll("_", " ") : titleOf(prefix);
    const meaning = prefix === table ? null : definition(prefix).description;
    if (allMatch(all, /^\d{4}$/)) {
      const series = makeSeries(prefix, title, valueOf, meaning);
      shapes.push(series);
      return series.box;
    }
    if (allMatch(all, /^\d{1,2}$/)) return makeShares(title, all, placesOf(all), valueOf);
    if (areShares(all)) return makeShares(title, all, all.map((key) => lastOf(key).replaceAll("_", " ")), valueOf);
    return el("fieldset", {}, el("legend", {}, title), meaning ? el("p", { class: "klein" }, meaning) : null,
      all.map((key) => knobRow(key, lastOf(key).replaceAll("_", " "), { meaning: true })));
  });
}

// Choices that a table can have and that the scenario does not make, such as `gebruik` of a year of bedragen.
function unmade(table, keys) {
  const set = new Set(keys);
  const holders = new Set(keys.map(parentOf).filter((parent) => !/\.\d{1,2}$/.test(parent)));
  const found = [...holders].map((parent) => [parent, definition(parent).keys.filter((key) => !NOT_TURNED.includes(key)).map((key) => `${parent}.${key}`).filter((key) => !set.has(key) && definition(key).words)]);
  return found.filter(([, own]) => own.length).map(([parent, own]) => el("fieldset", {}, el("legend", {}, parent === table ? parent.replaceAll("_", " ") : titleOf(parent)),
    own.map((key) => knobRow(key, lastOf(key).replaceAll("_", " "), { meaning: true }))));
}

function tableFold(table, keys, changesNow, valueOf) {
  const meaning = definition(table).description;
  let content;
  if (isEditedList(table)) {
    const list = makeList(table, changesNow, valueOf);
    shapes.push(list);
    content = list.box;
  } else {
    content = [...rows(table, keys, valueOf), ...unmade(table, keys)];
  }
  return el("details", { class: "tabelknop", "data-tabel": table }, el("summary", {}, el("span", { class: "tabelnaam" }, nameOf(table)), " ", el("span", { class: "aantal", hidden: true }), meaning ? el("span", { class: "zacht" }, ` ${meaning}`) : null), content);
}

// Any other key, such as of one gemeente: typed as in a scenario.
function otherKey() {
  const key = entry(say("bank_sleutel"), { list: "bank-sleutels", placeholder: "kenmerken.GM0344.afronding", id: "andere-sleutel" });
  const value = entry(say("bank_waarde"), { id: "andere-waarde" });
  const put = () => {
    const [own, now] = [key, value].map((one) => one.querySelector("input").value.trim());
    if (own && now) turnOne(own, now);
  };
  return el("details", { class: "tabelknop anders-sleutel" }, el("summary", {}, el("span", { class: "tabelnaam" }, say("bank_andere")), " ", el("span", { class: "zacht" }, say("bank_andere_uitleg"))),
    el("datalist", { id: "bank-sleutels" }, tablesOfSchema().map(([name]) => el("option", { value: `${name}.` }))),
    el("form", { class: "bank-rij", onsubmit: (event) => { event.preventDefault(); put(); } }, key, value, el("button", {}, say("bank_zet"))));
}

// Makes the panel. `changesNow` gives the changes, `valueOf` what a key is now.
export function makeKnobs(changesNow, valueOf) {
  forgetKnobs();
  shapes = [];
  const tables = Map.groupBy(allFigures().map(({ pad }) => pad), (key) => key.split(".")[0]);
  // A list of which there is none yet can get a first line.
  for (const table of ["korting", "betaalritme"]) if (!tables.has(table)) tables.set(table, []);
  const open = new Set([...document.querySelectorAll("#knoppen details[open]")].map((one) => one.dataset.tabel ?? one.dataset.groep));
  find("knoppen").replaceChildren(...GROUPS.map(([group, order]) => {
    const own = [...tables.keys()].filter((table) => groupOf(table) === group).sort((one, other) => order.indexOf(one) - order.indexOf(other));
    if (!own.length && group !== "overig") return "";
    return el("details", { class: "groep", "data-groep": group }, el("summary", {}, say(`bank.${group}`), " ", el("span", { class: "aantal", hidden: true })),
      own.map((table) => tableFold(table, tables.get(table), changesNow, valueOf)), group === "overig" ? otherKey() : null);
  }));
  document.querySelectorAll("#knoppen details").forEach((fold, index) => { fold.dataset.plaats = String(index); });
  for (const fold of document.querySelectorAll("#knoppen details")) fold.open = open.has(fold.dataset.tabel ?? fold.dataset.groep);
}

// Lets what changes shape follow the changes, and counts them at the folds.
export function showShapes(changes) {
  for (const one of shapes) one.take(changes);
  const counts = Map.groupBy([...changes.keys()], (key) => key.split(".")[0]);
  const tell = (fold, count) => {
    const badge = fold.querySelector(":scope > summary .aantal");
    if (!badge) return;
    badge.hidden = !count;
    badge.textContent = count ? say("bank_aantal", count) : "";
  };
  for (const fold of document.querySelectorAll(".tabelknop")) tell(fold, counts.get(fold.dataset.tabel)?.length ?? 0);
  for (const group of document.querySelectorAll(".groep")) tell(group, [...group.querySelectorAll(".tabelknop")].reduce((sum, fold) => sum + (counts.get(fold.dataset.tabel)?.length ?? 0), 0));
}

// How well the knobs of a table are meant by words: its name, one of its keys, or what is said of them. Lists in it
// that are not meant are hidden.
function meantTable(fold, words) {
  const table = fold.dataset.tabel;
  const own = table ? keyMeant(table, words) : 0;
  const lists = [...fold.querySelectorAll("fieldset")].map((list) => {
    const keys = [...list.querySelectorAll("[id^='knop-']")].map((one) => Math.min(4, keyMeant(one.id.slice("knop-".length), words)));
    return [list, Math.max(0, ...keys) || textMeant(list.textContent, words)];
  });
  const best = Math.max(0, ...lists.map(([, meant]) => meant));
  for (const [list, meant] of lists) list.hidden = !own && best > 0 && (best > 1 ? meant <= 1 : meant < 1);
  return own + (own ? 1 : 0) || best || textMeant(fold.querySelector("summary").textContent, words);
}

// Puts folds in order in what they stand in: those that are meant most first, and else as they were made.
function putInOrder(parent, folds, meantOf) {
  const sorted = [...folds].sort((one, other) => (meantOf.get(other) ?? 0) - (meantOf.get(one) ?? 0) || Number(one.dataset.plaats) - Number(other.dataset.plaats));
  if (sorted.some((fold, index) => fold !== folds[index])) parent.append(...sorted);
}

// Shows the knobs that are meant, those that are meant most first, and opens the folds of those.
export function filterKnobs(typed) {
  const words = searched(typed);
  const all = [...document.querySelectorAll(".tabelknop")].map((fold) => [fold, words.length ? meantTable(fold, words) : 0]);
  const best = Math.max(0, ...all.map(([, meant]) => meant));
  const meantOf = new Map(all);
  for (const [fold, meant] of all) {
    if (!words.length) for (const list of fold.querySelectorAll("fieldset")) list.hidden = false;
    fold.hidden = words.length > 0 && !meant;
    fold.open = meant > 1 || (meant > 0 && best === 1);
  }
  for (const group of document.querySelectorAll(".groep")) {
    const inside = [...group.querySelectorAll(".tabelknop")];
    const meant = Math.max(0, ...inside.map((fold) => meantOf.get(fold) ?? 0));
    meantOf.set(group, meant);
    putInOrder(group, inside, meantOf);
    group.hidden = words.length > 0 && !meant;
    group.open = meant > 1 || (meant > 0 && best === 1);
  }
  putInOrder(find("knoppen"), [...document.querySelectorAll(".groep")], meantOf);
  find("bank-zoek-niets").hidden = !words.length || best > 0;
  find("bank-zoek-niets").textContent = say("bank_zoek_niets", typed.trim());
}

// A name that leads to its knob, and else only says it.
export const linkTo = (key, words) => button(words, () => goTo(key), { class: "gewijzigd", title: key });

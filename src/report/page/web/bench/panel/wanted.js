// Which figure may change to reach a goal: found by its name, like a knob, and known by its key.

import { button, el, entry } from "../element.js";
import { allFigures, definition, nameOf } from "../figures.js";
import { keyMeant, searched } from "../knob/search.js";
import { say } from "../state.js";

// What negotiators turn stands first.
const USUAL_KEYS = ["index", "korting.0.percentage", "prestatie.aandeel", "onderwijsroute.trajectprijs", "onderwijsroute.aandeel", "reservering.maximum", "betaalritme.1.totaal:1>3"];
const MOST_MEANT = 8;

const parentOfKey = (key) => key.split(".").slice(0, -1).join(".");

// Everything that can be asked for, by key: figures, series as a whole, and what goes from one part of a whole to
// another.
function offered() {
  const figures = allFigures().map(({ pad, waarde }) => [pad, waarde]).filter(([, value]) => Number.isFinite(Number(value)) && typeof value !== "boolean").map(([key]) => key);
  const below = Map.groupBy(figures, parentOfKey);
  const all = new Map();
  for (const [parent, keys] of below) {
    const ends = keys.map((key) => key.split(".").at(-1));
    if (ends.every((end) => /^\d{4}$/.test(end))) all.set(parent, say("bank_elk_jaar", nameOf(parent)));
    if (keys.length > 1 && ends.every((end) => /^\d{1,2}$/.test(end)) && keys.every((key) => definition(key).unit === "aandeel")) {
      for (const from of keys.keys()) for (const to of keys.keys()) if (from !== to) all.set(`${parent}:${from + 1}>${to + 1}`, say("bank_van_deel", nameOf(parent), from + 1, to + 1));
    }
  }
  for (const key of figures) all.set(key, nameOf(key));
  return all;
}

const nameIn = (all, key) => all.get(key) ?? key;

// The key that is meant by what was typed, or what could be meant.
function meantBy(all, typed) {
  const text = typed.trim();
  const own = [...all].find(([key, name]) => key === text || name.toLowerCase() === text.toLowerCase());
  if (own) return { key: own[0], near: [] };
  // What is written as a key that a scenario can have, or as a direction of one's own.
  if (/[:>]/.test(text) || (text.includes(".") && !/\s/.test(text) && definition(text).unit)) return { key: text, near: [] };
  const words = searched(text);
  const near = words.length ? [...all].map(([key, name]) => [key, keyMeant(key, words, name)]).filter(([, meant]) => meant) : [];
  return { key: null, near: near.sort((one, other) => other[1] - one[1]).map(([key]) => key) };
}

// The field, and below it what could be meant. `change` hears a key, or what was typed where it is none.
export function wantedField(now, change) {
  const all = offered();
  const usual = USUAL_KEYS.filter((key) => all.has(key));
  const names = [...usual, ...[...all.keys()].filter((key) => !usual.includes(key))];
  const near = el("div", { class: "bank-rij nodig-bedoeld", role: "status" });
  const field = entry(say("bank_varieer"), { id: "nodig-sleutel", value: nameIn(all, now), list: "nodig-sleutels", size: "30", oninput: ({ target }) => change(meantBy(all, target.value).key ?? target.value) });
  const show = (typed) => {
    const { key, near: could } = meantBy(all, typed);
    near.replaceChildren(...(key || !typed.trim() ? [] : [el("span", { class: "klein" }, could.length ? say("bank_bedoelt_u") : say("bank_zoek_niets", typed.trim())),
      ...could.slice(0, MOST_MEANT).map((own) => button(nameIn(all, own), () => {
        field.querySelector("input").value = nameIn(all, own);
        change(own);
      }, { title: own })), could.length > MOST_MEANT ? el("span", { class: "klein" }, say("bank_en_meer", could.length - MOST_MEANT)) : ""]));
    return key;
  };
  return { field, near, show, nameIn: (key) => nameIn(all, key), list: el("datalist", { id: "nodig-sleutels" }, names.map((key) => el("option", { value: nameIn(all, key) }, key))) };
}

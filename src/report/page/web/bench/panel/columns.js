// What the columns of a run are, as the register has them: what counts people, what is carried on from year to year,
// and what more of it means to gemeenten.

import { partsNow } from "../draw.js";
import { lang, say, texts } from "../state.js";

let columns = new Map();

export function setColumns(list) {
  columns = new Map(list.map((one) => [one.kolom, one]));
}

const is = (field, key, word) => columns.get(field)?.[key] === word;
export const countsPeople = (field) => is(field, "eenheid", "personen");

// What stands at the end of a year is carried on: years of it do not add up.
export const isStock = (field) => is(field, "soort", "stand");

export const columnName = (field) => texts[`kolom.${field}`] ?? columns.get(field)?.label[lang] ?? field;

// Whether a change of a column is good or bad for gemeenten, as a class of CSS; none where it is neither.
export function judged(field, change) {
  const good = is(field, "meer_is", "winst") ? 1 : is(field, "meer_is", "verlies") ? -1 : 0;
  return { 1: "gunstig", "-1": "ongunstig" }[Math.sign(change) * good] ?? null;
}

// The same in words, for who sees no colour.
export const judgedWords = (field) => (is(field, "meer_is", "winst") ? say("bank_meer_beter") : is(field, "meer_is", "verlies") ? say("bank_meer_slechter") : "");

const lastYear = () => String(partsNow()?.years.at(-1) ?? "");

// Years to choose from; all of them together is for a stock the end of the last.
export const yearOptions = (field) => [["", isStock(field) ? say("bank_eind_van", lastYear()) : say("bank_alle_jaren")], ...(partsNow()?.years ?? []).map((year) => [String(year), String(year)])];

// Which time an amount is of, in words.
export const timeOf = (field, year) => (isStock(field) ? say("bank_eind_van", year || lastYear()) : year || say("bank_alle_jaren"));

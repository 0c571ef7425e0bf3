// What the page is about: the contract of src/report/html/data.rs, read.

import { unpacked } from "./inflate.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const isThere = (id) => document.getElementById(id).textContent !== "";

// A page that is mailed holds its figures; the workbench gives them anew for every answer, to the function that all
// of this is there.
const mailed = () => ({
  data: read("gegevens"), texts: read("teksten"), redrawn: false, bulk: () => streamed("bulk"), bulkNow: () => unpacked("bulk"),
  workbookOf: null, trees: isThere("uitleg") ? () => streamed("uitleg") : null, treesNow: () => unpacked("uitleg"),
});
const fed = typeof given === "undefined" ? mailed() : given;

// Whether the page is one that is mailed: its address leads to what it was kept for. The workbench begins with the answer.
export const isMailed = typeof given === "undefined";

// Where the page was drawn before the parts that the reader looks at, else false; and for how long what is drawn now
// counts.
export const redrawn = fed.redrawn;
export const over = new AbortController();
export const listen = (name, act, options = {}) => window.addEventListener(name, act, { ...options, signal: over.signal });

// Makes a workbook of rows as CSV, by a title and with where they come from, or of nothing where it could not; null in
// a page that is mailed, which asks nothing of anybody.
export const workbookOf = fed.workbookOf;

export const data = fed.data;
const texts = fed.texts;

// The text by this name, with {0}, {1} filled in; {0:rij|rijen} is the noun that goes with the number {0}.
export function t(key, ...values) {
  const kind = (_, place, one, more) => (String(values[place]) === "1" ? one : more);
  return (texts[key] ?? key).replace(/\{(\d):([^|}]*)\|([^}]*)\}/g, kind).replace(/\{(\d)\}/g, (_, place) => values[place]);
}

export const years = data.jaren;
export const scenarios = data.scenarios;
export const gemeenten = data.gemeenten;
export const period = data.periode;

// The gemeente that the page is about, by its place; null on a page of the country.
export const ownGemeente = gemeenten.eigen;
export const ALL = -1;

// Whom a remark is about.
export const remarkAbout = (one) => (one.scenarios.length === scenarios.length && scenarios.length > 1 ? t("alle_scenarios") : one.scenarios.map((index) => scenarios[index].naam).join(", "));

const column = Object.fromEntries(data.kolommen.map((name, index) => [name, index]));
const drawn = data.onzekerheid;
let bulk = null;

// What goes by gemeente, unpacked beside what is drawn meanwhile, where the browser can.
export async function unpack() {
  const found = await fed.bulk();
  bulk ??= found;
}

// The same at once: paper waits for nothing.
export function unpackNow() {
  bulk ??= fed.bulkNow();
}

// Base64, deflate, JSON.
async function streamed(id) {
  const text = document.getElementById(id).textContent;
  if (!Uint8Array.fromBase64 || !window.DecompressionStream) return unpacked(id);
  const stream = new Blob([Uint8Array.fromBase64(text)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

// The explanations; a page of very many scenarios has none.
export const hasTrees = fed.trees !== null;
export const trees = () => fed.trees();
export const treesNow = () => fed.treesNow();

const sum = (list) => list.reduce((total, value) => total + value, 0);
const pick = (row, year) => (year === ALL ? sum(row) : row[year]);

// A change that says nothing: less than a euro, or less than one in ten thousand of the amount that it is a
// change of. The same rule as in src/compare/effect.rs.
export const negligible = (change, amount) => Math.abs(change) < 100 || Math.abs(change) < Math.abs(amount) / 10000;

// A share of nearly nothing says nothing: the same rule as there.
export const partOf = (change, amount) => (amount !== 0 && Math.abs(change) <= 5 * Math.abs(amount) ? change / Math.abs(amount) : null);

// Sum over the country of a column, in one year (by index) or in all.
export function national(scenario, name, year) {
  return pick(data.landelijk[scenario][column[name]], year);
}

// The column of a gemeente, exact. Other scenarios are kept as their difference with the first.
export function local(scenario, name, year, gemeente) {
  if (year === ALL) return sum(years.map((_, index) => local(scenario, name, index, gemeente)));
  const own = bulk.waarden[scenario][column[name]][year][gemeente];
  return scenario === 0 ? own : own + bulk.waarden[0][column[name]][year][gemeente];
}

export const hasDraws = drawn !== null;
export const draws = drawn ? drawn.trekkingen : 0;
export const seed = drawn ? drawn.zaad : 0;

// What part of a value quantiles can be off, of the country and of a gemeente; null where they are exact.
export const precision = (gemeente) => { const over = drawn?.precisie[gemeente === null ? 0 : 1]; return over ? 1 / over : null; };

// The series of a difference with the first scenario.
export const difference = (scenario) => scenarios.length + scenario - 1;

// P5, P25, P50, P75 and P95 of a year in cents, of the country or a gemeente; null without draws.
export function quantiles(series, field, year, gemeente = null) {
  if (!hasDraws) return null;
  const place = drawn.velden.indexOf(field);
  const rows = gemeente === null ? drawn.landelijk[series][place] : bulk.kwantielen[series][place];
  return rows.map((row) => 100 * (gemeente === null ? row[year] : row[year][gemeente]));
}

// What varies in the draws, in words.
export const band = drawn ? drawn.band : "";

// What is known with assumptions drawn too; null where they were not.
export const withAssumptions = drawn?.aannames ?? null;

// P5 and P95 of a year with assumptions drawn too, in cents, of what the page is about; null where they were not.
export function assumedEnds(series, name, year) {
  return withAssumptions && withAssumptions.landelijk[series][drawn.velden.indexOf(name)].map((row) => 100 * row[year]);
}

// Which share of the width of those people have, from 0 to 1; null where there is no width.
export function shareOfPeople(series, name, year) {
  const found = withAssumptions?.mensen[series][drawn.velden.indexOf(name)][year] ?? null;
  return found === null ? null : found / 1000;
}

// Share of the draws, from 0 to 1; null without draws or over all years.
export function chanceLower(scenario, year, gemeente) {
  return hasDraws && year !== ALL ? bulk.kans_lager[scenario - 1][year][gemeente] / 1000 : null;
}

export function chanceShort(scenario, year, gemeente) {
  return hasDraws && year !== ALL ? bulk.kans_tekort[scenario][year][gemeente] / 1000 : null;
}

// How far each gemeente comes out in draws: P5, P50 and P95, the same without lasting differences, in hundredths of a
// per cent; who loses more than 1% and 5%, and what is lasting, in thousandths. By measure, then by gemeente.
export const apartOf = (scenario) => bulk.uiteen[scenario - 1];

// What every part of the rules is worth, in cents: of the country or of one gemeente.
export function causes(scenario, year, gemeente) {
  const { delen, landelijk } = data.oorzaken[scenario - 1];
  return delen.map((words, part) => {
    const row = gemeente === null ? landelijk[part] : bulk.oorzaken[scenario - 1][part].map((list) => list[gemeente]);
    return { words, value: pick(row, year) };
  });
}

// Figures of a scenario as people know them: what a key is called, what it means, its unit, and a change of it as
// a sentence. What keys can be comes from the schema of a scenario.

import { figureIn } from "./knob/settings.js";
import { lang, say } from "./state.js";

const locales = { nl: "nl-NL", en: "en-GB" };
const numbers = new Intl.NumberFormat(locales[lang], { maximumFractionDigits: 9 });

let schema = null;
let figures = new Map();

// The figures that knobs are of: those of a scenario as it is without changes.
export function setFigures(list, keys) {
  schema = keys;
  figures = new Map(list.map((one) => [one.pad, one]));
}

export const isKnown = () => schema !== null;
export const figureOf = (key) => figures.get(key);
export const allFigures = () => [...figures.values()];

const resolved = (one) => (one?.$ref ? { ...schema.$defs[one.$ref.split("/").at(-1)], ...one } : one);
const kindsOf = (one) => [one, ...(one?.anyOf ?? []), ...(one?.oneOf ?? []), ...(one?.allOf ?? []).map((own) => own.then ?? own)].map(resolved).filter(Boolean);

const PLACE = /^\d{1,2}$/;

function stepInto(one, key) {
  // A year is no place in a list, where a figure can be a list or one of every year.
  if (PLACE.test(key) && one.items) return [one.items];
  const pattern = Object.entries(one.patternProperties ?? {}).find(([form]) => new RegExp(form).test(key));
  return [one.properties?.[key] ?? pattern?.[1] ?? (typeof one.additionalProperties === "object" ? one.additionalProperties : null)];
}

// The kinds of unit by the words with which the schema says what is expected.
const UNITS = [
  ["groei", /een groei|a growth/i],
  ["aandeel", /een aandeel|a share|een spreiding|a spread|een persistentie|a persistence|een gemiddelde fout|a mean error/i],
  ["factor", /een factor|a factor/i],
  ["jaar", /een jaar van|a year from/i],
  ["personen", /een aantal personen|a number of people/i],
  ["bedrag", /een bedrag|an amount/i],
];

// What the schema has for each part of a key, its table first.
function wayTo(key) {
  let here = [schema];
  return key.split(".").map((part) => {
    here = here.map(resolved).flatMap(kindsOf).flatMap((one) => stepInto(one, part)).filter(Boolean);
    return here;
  });
}

const descriptionAt = (here) => here.map(resolved).find((one) => one.description)?.description ?? here.map(resolved).flatMap(kindsOf).find((one) => one.description)?.description ?? null;

// What the schema says of a key: its description, the words or bounds that it has, its unit.
export function definition(key) {
  const here = wayTo(key).at(-1);
  const all = here.map(resolved).flatMap(kindsOf);
  const has = (name) => all.find((one) => one[name] !== undefined)?.[name] ?? null;
  const description = descriptionAt(here);
  const said = all.map((one) => one.description ?? "").join(" ");
  return {
    known: all.length > 0,
    description,
    words: has("enum") ?? (all.some((one) => [one.type].flat().includes("boolean")) ? ["true", "false"] : null),
    low: has("minimum"),
    high: has("maximum"),
    unit: UNITS.find(([, form]) => form.test(said))?.[0] ?? null,
    decimals: Number(said.match(/(\d) decimal/)?.[1] ?? 9),
    keys: Object.keys(all.find((one) => one.properties)?.properties ?? {}),
    byYear: all.some((one) => Object.keys(one.patternProperties ?? {}).some((form) => new RegExp(form).test("2027"))),
  };
}

// The tables that a scenario can have.
export const tablesOfSchema = () => Object.entries(schema.properties).map(([name, one]) => [name, resolved(one).description ?? ""]);

const plainWord = (part) => part.replaceAll("_", " ");

// A key in words: `korting.0.tot` is "korting 1, tot", `index.2028` is "index 2028".
export function nameOf(key) {
  const [table, ...rest] = key.split(".");
  const pieces = [plainWord(table)];
  for (const part of rest) {
    if (PLACE.test(part)) pieces[pieces.length - 1] += ` ${Number(part) + 1}`;
    else if (/^\d{4}$/.test(part)) pieces[pieces.length - 1] += ` ${part}`;
    else if (!["pad", "groep"].includes(part)) pieces.push(plainWord(part));
  }
  return pieces.join(", ");
}

const isNumber = (value) => value !== "" && Number.isFinite(Number(value));

// A share moved two places: 0.105 is 10.5, exactly as it is written.
const percent = (value) => `${numbers.format(Number((Number(value) * 100).toPrecision(12)))}%`;

// Files that were dropped in, by where they are kept: people know them by the name under which they dropped them.
const dropped = new Map();
export const nameFile = (path, name) => { dropped.set(path, name); };
export const fileShown = (path) => dropped.get(path) ?? path;

// Where the files are kept that an address names, also that of a pin in it.
export const filesIn = (address) => [...new Set([...address.matchAll(/eigen(?:\/|%2F|%252F)([0-9a-f]{32})\.csv/gi)].map(([, name]) => `eigen/${name}.csv`))];

// A value as people read it.
export function shownValue(key, value) {
  if (value === null || value === undefined || value === "") return say("bank_niets");
  if (dropped.has(value)) return dropped.get(value);
  if (typeof value === "boolean" || !isNumber(value)) return String(value).replace(/^"(.*)"$/s, "$1");
  const { unit } = definition(key);
  if (unit === "groei" || unit === "aandeel") return percent(value);
  if (unit === "jaar") return String(value);
  return unit === "bedrag" ? `€\u00a0${numbers.format(value)}` : numbers.format(value);
}

// Between which values a figure plausibly lies, lowest first; a share of a list may fall where another rises.
export function plausible(key) {
  const range = figures.get(key)?.tussen;
  return range?.every((end) => end !== null) ? [...range].sort((one, other) => one - other) : null;
}

// Whether a value lies outside of the range that its source finds plausible.
export function isOutside(key, value) {
  const range = plausible(key);
  return Boolean(range && isNumber(value) && (Number(value) < range[0] || Number(value) > range[1]));
}

export const rangeOf = (key) => {
  const range = plausible(key);
  return range ? say("bank_bereik", ...range.map((end) => shownValue(key, end))) : null;
};

// The range of a figure as its knob says it; of a number that is assumed also that it has none.
export const rangeSaid = (key) => rangeOf(key) ?? (figures.get(key)?.status === "aanname" && typeof before(key) === "number" ? say("bank_geen_bereik") : null);

// What a figure rests on, for who reads its status beside it: the words of its source, without that status again, and
// what it was chosen to agree with.
export function groundsOf(status, source, fitted = null) {
  const [, rest] = source?.match(new RegExp(`^${status}(?:[:;,.]\\s*|$)(.*)$`, "s")) ?? [null, source];
  return [rest, fitted && say("bank_gefit", fitted)].filter(Boolean).join(" · ") || say("bank_geen_bron");
}

// Whether several keys are changed as one, such as `korting` for all that stands below it.
export const isWhole = (key) => !figures.has(key) && [...figures.keys()].some((own) => own.startsWith(`${key}.`));

// What the schema says of a key, in the words of its field: a share is typed in per cent.
export function meaningOf(key) {
  const { description, unit } = definition(key);
  if (unit !== "groei" && unit !== "aandeel") return description ?? "";
  return (description ?? "").replace(/(van|from) (-?[\d.]+) (tot en met|to) (-?[\d.]+), (?:met ten hoogste|with at most) \d decimal\p{L}*(.*?)\. (?:Voorbeeld|Example): (-?[\d.]+)\./u,
    (_, from, low, to, high, rest, example) => `${from} ${percent(low)} ${to} ${percent(high)}${rest}. ${say("bank_typ", ...typedAs(example))}`);
}

// What a description says of the kind of value alone, at its end: it is the same for every key of that kind.
const KIND_ALONE = /(?:^|(?<=\. ))(?:Een|An?) [^.]*?(?: van| from|:) .*\. (?:Voorbeeld|Example): \S+$/su;
// What only says which part of a whole it is: 'Voor asielstatushouders.', 'Of costs.', 'Eerste uitvoeringsjaar.'.
const PART_ALONE = /^(?:Voor .*|\S+(?: \S+)?)$/u;

// What a key means by itself, apart from its knob: a year of a series and a part of a list are told by what the series or
// the list is, for their own words are no more than which part and what kind of value.
export function wholeMeaningOf(key) {
  const said = wayTo(key).map((here) => (descriptionAt(here) ?? "").replace(KIND_ALONE, "").trim());
  const outer = [];
  for (let place = said.length - 1; place > 0 && (!said[place] || PART_ALONE.test(said[place])); place -= 1) if (said[place - 1]) outer.unshift(said[place - 1]);
  return [...outer, meaningOf(key)].filter(Boolean).join(" ");
}

const typedAs = (share) => [percent(share).replace("%", ""), percent(share)];

// What a share can be, where it is outside of that; null where it is not.
export function shareBeyond(key, value) {
  const { unit, low, high } = definition(key);
  if ((unit !== "groei" && unit !== "aandeel") || low === null || high === null || !isNumber(value) || (Number(value) >= low && Number(value) <= high)) return null;
  const example = Math.min(0.1, high);
  return say("bank_aandeel_buiten", percent(value), percent(low), percent(high), say("bank_typ", ...typedAs(example)));
}

// What a key was before it was changed.
export const before = (key) => figures.get(key)?.waarde ?? null;

// Whether a setting leaves a figure as it is: it changes nothing, and is none of what was changed.
export function isAsBefore(key, value) {
  const old = before(key);
  return old !== null && (String(old) === String(value) || (isNumber(old) && isNumber(value) && typeof old !== "boolean" && Number(old) === Number(value)));
}

// What was changed.
export const changed = (changes) => [...changes].filter(([key, value]) => !isAsBefore(key, value));

const capital = (text) => text[0].toUpperCase() + text.slice(1);

// A change as a sentence.
export function sentence(key, setting) {
  const value = figureIn(setting);
  // A list that is changed as a whole is said as it is now.
  if (isWhole(key)) return capital(say("bank_lijst_nu", nameOf(key), setting));
  const old = before(key);
  const told = old === null ? say("bank_wordt", nameOf(key), shownValue(key, value)) : say("bank_van_naar", nameOf(key), shownValue(key, old), shownValue(key, value));
  const { unit } = definition(key);
  const share = isNumber(old) && isNumber(value) && Number(old) > 0 && ["personen", "bedrag"].includes(unit) ? (Number(value) - Number(old)) / Number(old) : null;
  const part = share === null ? "" : ` (${share > 0 ? "+" : "\u2212"}${new Intl.NumberFormat(locales[lang], { maximumFractionDigits: 1 }).format(Math.abs(share) * 100)}%)`;
  return `${capital(told)}${part}${isOutside(key, value) ? `, ${say("bank_buiten")}` : ""}`;
}

// A value as a setting has to say it: an amount of three decimals looks like thousands, and all of a share, which a
// person types as 100%, like one per cent of who writes 1.
export function asSetting(key, value) {
  const { unit } = definition(key);
  if (unit === "bedrag" && /^\d{1,3}\.\d{3}$/.test(value)) return `${value}0`;
  return unit === "aandeel" && Number(value) === 1 && before(key) !== 1 ? "{ waarde = 1, bewust = true }" : value;
}

// How far a step goes: a number is turned where it is written.
export function stepOf(key, value) {
  const { unit } = definition(key);
  const decimals = String(value).split(".")[1]?.length ?? 0;
  if (unit === "jaar") return 1;
  if (unit === "aandeel" || unit === "groei") return Number((10 ** -Math.max(decimals, 2)).toFixed(9));
  if (Math.abs(value) >= 10000) return 100;
  return Math.abs(value) >= 100 || decimals === 0 ? 1 : Number((10 ** -decimals).toFixed(6));
}

// A sum of decimals as people write it: no 0.30000000000000004.
export const tidy = (number) => String(Number(number.toFixed(9)));

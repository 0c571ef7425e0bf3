// What map and table can show of a gemeente.

import { ALL, chanceLower, chanceShort, data, gemeenten, hasDraws, local, negligible, partOf, scenarios, t } from "./data.js";
import { niceStep } from "./axes.js";
import { euro, euroCents, euroCentsSigned, euroSigned, percent, percentSigned } from "./format.js";
import { compares, state } from "./state.js";

export const GRANT = "uitkering_definitief";
const grant = (scenario) => (gemeente, year) => local(scenario, GRANT, year, gemeente);
const change = (gemeente, year) => grant(state.other)(gemeente, year) - grant(0)(gemeente, year);
const perHead = (value) => (gemeente, year) => {
  const people = gemeenten.inwoners[gemeente];
  return people ? value(gemeente, year) / people : null;
};
const share = (gemeente, year) => partOf(change(gemeente, year), grant(0)(gemeente, year));
const first = () => scenarios[0].naam;
const other = () => scenarios[state.other].naam;
const left = (scenario) => (gemeente, year) => local(scenario, "saldo", year, gemeente);
const saldo = (gemeente, year) => left(state.other)(gemeente, year);

// `two`: the scale has a middle; `rest`: the amount that is nothing there, if not the change. `scale`: what a value is divided by before it is put on a legend.
const FIELDS = {
  verschil: { when: compares, name: () => t("veld.verschil"), of: change, show: euroSigned, two: true, scale: 100, unit: "€" },
  verschil_inwoner: { when: compares, name: () => t("veld.verschil_inwoner"), of: perHead(change), show: euroCentsSigned, two: true, scale: 100, unit: "€", perHead: true },
  verschil_procent: { when: compares, name: () => t("veld.verschil_procent"), of: share, show: percentSigned, two: true, scale: 0.01, unit: "%" },
  kans_lager: { when: compares && hasDraws, name: () => t("veld.kans_lager"), of: (gemeente, year) => chanceLower(state.other, year, gemeente), show: percent, scale: 0.01, unit: "%", chance: true },
  uitkering_eerste: { when: compares, name: () => t("veld.uitkering", first()), of: grant(0), show: euro, scale: 100, unit: "€" },
  uitkering: { when: true, name: () => t("veld.uitkering", other()), of: (gemeente, year) => grant(state.other)(gemeente, year), show: euro, scale: 100, unit: "€" },
  uitkering_inwoner_eerste: { when: compares, name: () => t("veld.uitkering_inwoner", first()), of: perHead(grant(0)), show: euroCents, scale: 100, unit: "€", perHead: true },
  uitkering_inwoner: { when: true, name: () => t("veld.uitkering_inwoner", other()), of: (gemeente, year) => perHead(grant(state.other))(gemeente, year), show: euroCents, scale: 100, unit: "€", perHead: true },
  saldo_eerste: { when: compares, name: () => t("veld.saldo", first()), of: left(0), rest: left(0), show: euroSigned, two: true, scale: 100, unit: "€" },
  saldo: { when: true, name: () => t("veld.saldo", other()), of: saldo, rest: saldo, show: euroSigned, two: true, scale: 100, unit: "€" },
  kans_tekort_eerste: { when: compares && hasDraws, name: () => t("veld.kans_tekort", first()), of: (gemeente, year) => chanceShort(0, year, gemeente), show: percent, scale: 0.01, unit: "%", chance: true, costs: true },
  kans_tekort: { when: hasDraws, name: () => t("veld.kans_tekort", other()), of: (gemeente, year) => chanceShort(state.other, year, gemeente), show: percent, scale: 0.01, unit: "%", chance: true, costs: true },
};

export const fieldNames = Object.keys(FIELDS).filter((name) => FIELDS[name].when);
export const field = (name) => FIELDS[name];

// That who gets more and who gets less is rounding, in words; nothing where it is not.
export const roundingWords = () => (compares ? data.antwoorden[state.other - 1].afronding : "");
export const isRounding = (name) => name.startsWith("verschil") && roundingWords() !== "";

// A cent per inhabitant is no difference: what is shown as one cent at most.
const A_CENT = 1.5;

// Whether what a field with a middle says of a gemeente is as good as nothing, or is shown as nothing.
export function quiet(name, gemeente, year) {
  const { two, rest, of, show } = FIELDS[name];
  if (!two) return false;
  if (isRounding(name)) return true;
  const amount = (rest ?? change)(gemeente, year);
  return negligible(amount, grant(0)(gemeente, year)) || Math.abs(amount) < A_CENT * gemeenten.inwoners[gemeente] || !/[1-9]/.test(show(of(gemeente, year) ?? 0));
}

// What a field says of a gemeente in words; a chance has no sum over years.
export function told(name, gemeente, year) {
  const value = FIELDS[name].of(gemeente, year);
  if (value !== null) return FIELDS[name].show(value);
  return FIELDS[name].chance && year === ALL ? t("kies_jaar") : t("onbekend");
}

// Sizes that differ by less than this part of the largest get one colour.
const ALIKE = 0.02;

// Boundaries of at most five classes of size above zero: about equally filled, unless most sizes are the
// same; then at equal steps, so that those that stand apart are seen.
function bounds(sizes) {
  const sorted = sizes.filter((size) => size > 0).sort((one, other) => one - other);
  if (!sorted.length) return [];
  const [least, most] = [sorted[0], sorted[sorted.length - 1]];
  if (most - least < ALIKE * most) return [];
  const parts = [0.2, 0.4, 0.6, 0.8].map((part) => sorted[Math.floor(part * (sorted.length - 1))]);
  const list = parts[3] < 1.15 * parts[0] ? evenSteps(least, most) : rounded(parts);
  return [...new Set(list)].filter((bound) => bound > least && bound <= most);
}

// Round numbers at equal steps between two others.
function evenSteps(least, most) {
  const step = [6, 5, 4, 3].map((marks) => niceStep(most - least, marks)).find((one) => Math.floor(most / one) - Math.floor(least / one) <= 4) ?? (most - least) / 4;
  const first = Math.floor(least / step) + 1;
  return [0, 1, 2, 3].map((index) => Number(((first + index) * step).toPrecision(12)));
}

// As few figures as keep them apart.
function rounded(parts) {
  const to = (figures) => parts.map((part) => Number(part.toPrecision(figures)));
  return [1, 2, 3].map(to).find((list) => new Set(list).size === parts.length && list.every((bound, index) => Math.abs(bound - parts[index]) <= 0.06 * parts[index])) ?? to(3);
}

// The classes of a field in a year: for every gemeente a class, and what the classes are.
export function classes(name, year) {
  const { of, scale, two, chance } = FIELDS[name];
  const values = gemeenten.code.map((_, gemeente) => {
    const value = of(gemeente, year);
    return value === null ? null : value / scale;
  });
  // A change of next to nothing is no change.
  const sized = values.map((value, gemeente) => (value !== null && quiet(name, gemeente, year) ? 0 : value));
  const known = values.filter((value) => value !== null);
  // Chances mean the same on every map; amounts are spread over the classes.
  const edges = chance ? [10, 40, 60, 90] : bounds(sized.filter((value) => value !== null).map(Math.abs));
  const size = (value) => (value === 0 ? 0 : 1 + edges.filter((edge) => Math.abs(value) >= edge).length);
  const grades = edges.length + 1;
  // Fewer classes still run from the lightest to the darkest shade.
  const shade = (grade) => (grades === 1 ? 3 : 1 + Math.round(((grade - 1) * 4) / (grades - 1)));
  const className = (value) => {
    if (value === null) return "leeg";
    const grade = size(value);
    if (grade === 0) return "c0";
    return `${two ? (value < 0 ? "n" : "p") : "q"}${shade(grade)}`;
  };
  return { of: sized.map(className), known, edges, shade, grades, two, chance };
}

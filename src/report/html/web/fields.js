// What map and table can show of a gemeente.

import { ALL, chanceLower, chanceShort, gemeenten, hasDraws, local, scenarios, t } from "./data.js";
import { euro, euroCents, euroCentsSigned, euroSigned, percent, percentSigned } from "./format.js";
import { compares, state } from "./state.js";

export const GRANT = "uitkering_definitief";
const grant = (scenario) => (gemeente, year) => local(scenario, GRANT, year, gemeente);
const change = (gemeente, year) => grant(state.other)(gemeente, year) - grant(0)(gemeente, year);
const perHead = (value) => (gemeente, year) => {
  const people = gemeenten.inwoners[gemeente];
  return people ? value(gemeente, year) / people : null;
};
const share = (gemeente, year) => {
  const whole = grant(0)(gemeente, year);
  return whole ? change(gemeente, year) / whole : null;
};
const other = () => scenarios[state.other].naam;

// `two`: the scale has a middle. `scale`: what a value is divided by before it is put on a legend.
const FIELDS = {
  verschil: { when: compares, name: () => t("veld.verschil"), of: change, show: euroSigned, two: true, scale: 100, unit: "€" },
  verschil_inwoner: { when: compares, name: () => t("veld.verschil_inwoner"), of: perHead(change), show: euroCentsSigned, two: true, scale: 100, unit: "€" },
  verschil_procent: { when: compares, name: () => t("veld.verschil_procent"), of: share, show: percentSigned, two: true, scale: 0.01, unit: "%" },
  kans_lager: { when: compares && hasDraws, name: () => t("veld.kans_lager"), of: (gemeente, year) => chanceLower(state.other, year, gemeente), show: percent, scale: 0.01, unit: "%", chance: true },
  uitkering: { when: true, name: () => t("veld.uitkering", other()), of: (gemeente, year) => grant(state.other)(gemeente, year), show: euro, scale: 100, unit: "€" },
  uitkering_inwoner: { when: true, name: () => t("veld.uitkering_inwoner", other()), of: (gemeente, year) => perHead(grant(state.other))(gemeente, year), show: euroCents, scale: 100, unit: "€" },
  saldo: { when: true, name: () => t("veld.saldo", other()), of: (gemeente, year) => local(state.other, "saldo", year, gemeente), show: euroSigned, two: true, scale: 100, unit: "€" },
  kans_tekort: { when: hasDraws, name: () => t("veld.kans_tekort", other()), of: (gemeente, year) => chanceShort(state.other, year, gemeente), show: percent, scale: 0.01, unit: "%", chance: true },
};

export const fieldNames = Object.keys(FIELDS).filter((name) => FIELDS[name].when);
export const field = (name) => FIELDS[name];

// What a field says of a gemeente in words; a chance has no sum over years.
export function told(name, gemeente, year) {
  const value = FIELDS[name].of(gemeente, year);
  if (value !== null) return FIELDS[name].show(value);
  return FIELDS[name].chance && year === ALL ? t("kies_jaar") : t("onbekend");
}

// Boundaries of five classes of size above zero, round and about equally filled.
function bounds(sizes) {
  const sorted = sizes.filter((size) => size > 0).sort((one, other) => one - other);
  if (!sorted.length) return [];
  const most = sorted[sorted.length - 1];
  const list = [0.2, 0.4, 0.6, 0.8].map((part) => round(sorted[Math.floor(part * (sorted.length - 1))], sorted[0], most));
  return [...new Set(list)].filter((bound) => bound > 0 && bound < most);
}

// Two figures, or as many as tell values apart that lie close together.
function round(value, least, most) {
  const close = most - least < most / 4 ? most - least : value;
  const step = 10 ** Math.floor(Math.log10(close) - 1) * (close === value ? 5 : 1);
  return Number((Math.round(value / step) * step).toPrecision(12));
}

// The classes of a field in a year: for every gemeente a class, and what the classes are.
export function classes(name, year) {
  const { of, scale, two, chance } = FIELDS[name];
  const values = gemeenten.code.map((_, gemeente) => {
    const value = of(gemeente, year);
    return value === null ? null : value / scale;
  });
  const known = values.filter((value) => value !== null);
  // Chances mean the same on every map; amounts are spread over the classes.
  const edges = chance ? [10, 40, 60, 90] : bounds(known.map(Math.abs));
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
  return { of: values.map(className), known, edges, shade, grades, two };
}

// What the reader chose, and who has to know when it changes.

import { ALL, gemeenten, scenarios, years } from "./data.js";
import { byCode } from "./find.js";
import { forgetWidths } from "./width.js";

const watchers = [];

// What the address gives as a gemeente; null if it gives none.
export function addressed() {
  const [, asked] = location.hash.match(/^#gemeente=(.*)$/) ?? [];
  if (asked === undefined) return null;
  try {
    return decodeURIComponent(asked);
  } catch {
    return asked;
  }
}

// The gemeente that the address names (`#gemeente=GM0344`), else Utrecht, else the first.
function firstGemeente() {
  const asked = byCode(addressed() ?? "");
  return Math.max(0, asked >= 0 ? asked : gemeenten.code.indexOf("GM0344"));
}

export const state = {
  // The scenario that is compared with the first; the first itself when it is alone.
  other: scenarios.length > 1 ? 1 : 0,
  year: ALL,
  field: scenarios.length > 1 ? "verschil" : "uitkering",
  gemeente: firstGemeente(),
};

export const compares = scenarios.length > 1;

// Calls `show` when one of these choices changes, and now.
export function watch(keys, show) {
  watchers.push({ keys, show });
  show();
}

export function choose(changes) {
  const changed = Object.keys(changes).filter((key) => state[key] !== changes[key]);
  Object.assign(state, changes);
  for (const { keys, show } of watchers) {
    if (keys.some((key) => changed.includes(key))) show();
  }
}

// Everything is drawn for a width; it is drawn again for another one.
export function redraw() {
  forgetWidths();
  for (const { keys, show } of watchers) {
    if (keys.includes("width")) show();
  }
}

export const yearName = (year, all) => (year === ALL ? all : String(years[year]));

// What the reader chose, and who has to know when it changes.

import { ALL, gemeenten, ownGemeente, scenarios, years } from "./data.js";
import { forgetWidths } from "./width.js";

const watchers = [];

export const compares = scenarios.length > 1;

// What is shown where the reader chose nothing: the map per inhabitant, as amounts only show who is large.
export const usual = () => ({
  // The scenario that is compared with the first; the first itself when it is alone.
  other: compares ? 1 : 0,
  year: ALL,
  field: compares ? "verschil_inwoner" : "uitkering_inwoner",
  gemeente: ownGemeente ?? Math.max(0, gemeenten.code.indexOf("GM0344")),
});

export const state = usual();

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

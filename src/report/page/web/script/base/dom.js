// Making elements. Text only ever goes in as text, never as markup.

import { ALL, t, years } from "./data.js";
import { choose, state, watch } from "./state.js";

// How many colours basis.css has for scenarios: --s0 and on.
const COLOURS = 6;

// Gives a text or a mark the colour of a scenario. After the last colour they come again, and a line gets a
// short stroke after each long one, two the next time.
function paint(element, scenario) {
  const round = Math.floor(scenario / COLOURS);
  element.style.setProperty("--kleur", `var(--s${scenario % COLOURS})`);
  element.style.setProperty("--streep", round ? `12 3${" 2 3".repeat(round)}` : "none");
  element.style.color = "var(--kleur)";
}

function make(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "scenario") paint(element, value);
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

export function h(tag, attributes = {}, ...children) {
  return make(document.createElement(tag), attributes, children);
}

export function s(tag, attributes = {}, ...children) {
  return make(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

export const byId = (id) => document.getElementById(id);

// Tells the reader that a part of the page is not there, and the console why.
export function fail(error) {
  const message = byId("fout");
  message.hidden = false;
  message.textContent = t("fout", String(error));
  throw error;
}

// A name that a user gave: its direction and its marks stay its own.
export const named = (name) => h("bdi", {}, name);

// Shows a gemeente and brings it into view.
export function openGemeente(gemeente) {
  choose({ gemeente });
  byId("gemeente").scrollIntoView();
  byId("gemeente-naam").focus({ preventScroll: true });
}

export function select(label, options, value, change) {
  const list = h("select", { onchange: (event) => change(event.target.value) },
    options.map(([key, name]) => h("option", { value: key, selected: key === String(value) }, name)));
  return h("label", { class: "keus" }, h("span", {}, label), list);
}

// Chooses the year; every one of these shows the same choice.
export function yearSelect() {
  const options = [[String(ALL), t("alle_jaren")], ...years.map((year, index) => [String(index), String(year)])];
  const chooser = select(t("jaar"), options, state.year, (value) => choose({ year: Number(value) }));
  const list = chooser.querySelector("select");
  watch(["year"], () => { list.value = String(state.year); });
  return chooser;
}

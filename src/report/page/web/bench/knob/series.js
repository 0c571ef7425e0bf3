// A figure of every year: a table of years to type in, beside a line that can be dragged.

import { button, drawnEl, el } from "../element.js";
import { allFigures, before, definition, figureOf, nameOf, plausible, rangeSaid, shownValue, stepOf, tidy } from "../figures.js";
import { say } from "../state.js";
import { bySource, knobOf, makeKnob, sharedRange, sourceOf, turnAll, turnOne } from "./knob.js";

const [WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM] = [336, 132, 18, 18, 14, 20];
const CHANGES = [-0.1, -0.01, 0.01, 0.1];

const yearOf = (key) => key.split(".").at(-1);

// A value on the grid on which the figure is written.
function onGrid(key, value) {
  const meant = definition(key);
  const step = stepOf(key, before(key) ?? value);
  const near = Math.round(value / step) * step;
  return tidy(Math.min(Math.max(near, meant.low ?? -Infinity), meant.high ?? Infinity));
}

// A figure that grew by a share, as fine as a scenario can have it.
function grown(key, value, share) {
  const { low, high, unit, decimals } = definition(key);
  const fine = { personen: 0, bedrag: Math.min(decimals, 2) }[unit] ?? decimals;
  const next = Number((value * (1 + share)).toFixed(fine));
  return tidy(Math.min(Math.max(next, low ?? -Infinity), high ?? Infinity));
}

// The number that is drawn of a value; null where it is none.
const drawnValue = (value) => (value === null || value === "" || !Number.isFinite(Number(value)) ? null : Number(value));

// The line of the years, with what it was, its range, and a point to drag for every year.
function makeLine(keysNow, valueOf, title) {
  const svg = drawnEl("svg", { class: "reeks-lijn", viewBox: `0 0 ${WIDE} ${HIGH}`, "aria-hidden": "true" });
  let scale = null;
  let dragged = null;
  const measure = () => {
    const keys = keysNow();
    const all = keys.flatMap((key) => [drawnValue(valueOf(key)), drawnValue(before(key)), ...(plausible(key) ?? [])]).filter((value) => value !== null);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const air = (high - low) * 0.15 || Math.abs(high) * 0.2 || 1;
    scale = { keys, low: Math.min(low, Math.max(low - air, low >= 0 ? 0 : -Infinity)), high: high + air };
  };
  const x = (index) => {
    const [first, own, last] = [0, index, scale.keys.length - 1].map((place) => Number(yearOf(scale.keys[place])));
    return LEFT + ((WIDE - LEFT - RIGHT) * (own - first)) / Math.max(1, last - first);
  };
  const y = (value) => HIGH - BOTTOM - ((Number(value) - scale.low) / (scale.high - scale.low)) * (HIGH - TOP - BOTTOM);
  const path = (values) => values.map((value, index) => (value === null ? "" : `${index && values[index - 1] !== null ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`)).join("");
  const draw = () => {
    if (!dragged) measure();
    const { keys } = scale;
    const ranged = keys.map((key, index) => [index, plausible(key)]).filter(([, range]) => range);
    const band = [...ranged.map(([index, range]) => [x(index), y(range[1])]), ...ranged.reverse().map(([index, range]) => [x(index), y(range[0])])];
    svg.replaceChildren(
      band.length > 2 ? drawnEl("path", { class: "reeks-bereik", d: `M${band.map((point) => point.map((one) => one.toFixed(1)).join(" ")).join("L")}Z` }) : "",
      drawnEl("path", { class: "reeks-was", d: path(keys.map((key) => drawnValue(before(key)))) }),
      drawnEl("path", { class: "reeks-nu", d: path(keys.map((key) => drawnValue(valueOf(key)))) }),
      ...keys.flatMap((key, index) => {
        if (drawnValue(valueOf(key)) === null) return [];
        const changed = String(before(key)) !== String(valueOf(key));
        const each = Math.ceil(keys.length / 8);
        return [
          drawnEl("circle", { class: `reeks-punt${changed ? " anders" : ""}`, "data-key": key, cx: x(index), cy: y(valueOf(key)), r: dragged === key ? 7 : 5 }),
          (keys.length - 1 - index) % each ? "" : drawnEl("text", { x: x(index), y: HIGH - 5, "text-anchor": "middle" }, yearOf(key)),
          dragged === key ? drawnEl("text", { class: "reeks-waarde", x: Math.min(Math.max(x(index), 34), WIDE - 34), y: Math.max(11, y(valueOf(key)) - 11), "text-anchor": "middle" }, shownValue(key, valueOf(key))) : "",
        ];
      }).filter(Boolean));
  };
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    return [((event.clientX - box.left) * WIDE) / box.width, ((event.clientY - box.top) * HIGH) / box.height];
  };
  svg.addEventListener("pointerdown", (event) => {
    const [across, down] = at(event);
    const near = scale.keys.filter((key) => drawnValue(valueOf(key)) !== null).map((key) => [key, scale.keys.indexOf(key)]).map(([key, index]) => [key, Math.hypot(x(index) - across, y(valueOf(key)) - down)]).sort((one, other) => one[1] - other[1])[0];
    if (!near || near[1] > 22) return;
    [dragged] = near;
    svg.setPointerCapture(event.pointerId);
    svg.classList.add("sleept");
    event.preventDefault();
    draw();
  });
  svg.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    const [, down] = at(event);
    const value = scale.low + ((HIGH - BOTTOM - down) / (HIGH - TOP - BOTTOM)) * (scale.high - scale.low);
    const next = onGrid(dragged, value);
    if (next !== String(valueOf(dragged))) turnOne(dragged, next);
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    svg.addEventListener(end, () => {
      dragged = null;
      svg.classList.remove("sleept");
      draw();
    });
  }
  return { svg: el("div", { class: "reeks-vak", title: say("bank_sleep", title) }, svg), draw };
}

// The table and its line. `valueOf` says what a key is now; `added` which years came with a change.
export function makeSeries(prefix, title, valueOf, meaning) {
  const form = new RegExp(`^${prefix.replaceAll(".", "\\.")}\\.\\d{4}$`);
  const known = allFigures().map(({ pad }) => pad).filter((key) => form.test(key));
  // Years that only changes name, and the rows of each; a year stays away as long as nothing names it.
  const more = new Map();
  const isThere = (key) => drawnValue(valueOf(key)) !== null;
  const keysNow = () => [...known, ...[...more.keys()].filter(isThere)].sort();
  const line = makeLine(keysNow, valueOf, title);
  const sources = bySource(known);
  const range = sharedRange(known);
  const body = el("tbody");
  const rowOf = (key) => {
    const knob = makeKnob(key);
    const figure = figureOf(key);
    knob.back.textContent = "\u21ba";
    knob.back.title = say("bank_terug");
    knob.row = el("tr", { class: "knop-rij" }, el("th", { scope: "row" }, el("label", { for: knob.own.id }, yearOf(key))), el("td", {}, knob.field),
      el("td", { class: "zacht was" }, shownValue(key, figure?.waarde)), el("td", { class: "doen" }, knob.star, knob.back));
    const { show } = knob;
    knob.show = (now, changed) => { show(now, changed); line.draw(); };
    // What years do not have in common stands below each of them.
    const own = !figure ? null : sources.length > 1 ? sourceOf(key) : range === undefined && rangeSaid(key) ? el("span", { class: "zacht bron" }, rangeSaid(key)) : null;
    const why = own && el("tr", { class: "bronrij" }, el("td", { colspan: "4" }, own));
    return [knob.row, el("tr", { class: "foutrij" }, el("td", { colspan: "4" }, knob.reads, knob.wrong)), why].filter(Boolean);
  };
  body.append(...keysNow().flatMap(rowOf));
  line.draw();
  const scaled = (share) => turnAll(new Map(keysNow().filter((key) => figureOf(key)?.status !== "gepubliceerd" && Number(valueOf(key)))
    .map((key) => [key, grown(key, Number(valueOf(key)), share)])));
  const addYear = (key) => {
    if (more.has(key)) return;
    more.set(key, rowOf(key));
    body.append(...more.get(key));
  };
  const next = () => {
    const last = keysNow().filter(isThere).at(-1);
    const key = `${prefix}.${Number(yearOf(last)) + 1}`;
    const value = String(valueOf(last));
    addYear(key);
    turnOne(key, value);
    knobOf(key).own.focus();
  };
  const box = el("fieldset", { class: "reeks" }, el("legend", {}, title), meaning ? el("p", { class: "klein" }, meaning) : null, line.svg,
    el("div", { class: "bank-rij hele-reeks", role: "group", "aria-label": say("bank_hele_reeks_van", title) }, el("span", { class: "klein" }, say("bank_hele_reeks")),
      CHANGES.map((share) => button(`${share > 0 ? "+" : "\u2212"}${Math.abs(share * 100)}%`, () => scaled(share), { "aria-label": say("bank_reeks_met", title, `${share > 0 ? "+" : "\u2212"}${Math.abs(share * 100)}%`) }))),
    el("table", {}, el("caption", { class: "alleen-gehoord" }, nameOf(prefix)), el("thead", {}, el("tr", {}, ["bank_jaar", "bank_nu", "bank_was"].map((key) => el("th", { scope: "col" }, say(key))), el("th", { scope: "col" }, el("span", { class: "alleen-gehoord" }, say("bank_doen"))))), body),
    sources.length === 1 ? sourceOf(known[0], { range: range ?? null }) : null, el("div", { class: "bank-rij" }, button(say("bank_jaar_erbij"), next, { "aria-label": say("bank_jaar_erbij_van", title) })));
  // Years that only a change names.
  const take = (changes) => {
    for (const key of changes.keys()) if (form.test(key) && !known.includes(key)) addYear(key);
    for (const [key, lines] of more) for (const line of lines) line.hidden = !changes.has(key);
  };
  return { box, take };
}

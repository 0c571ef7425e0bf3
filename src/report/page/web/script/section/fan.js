// Fan charts: the median with the bands that hold half and 90% of the draws.

import { assumedEnds, band, data, draws, hasDraws, isMailed, local, national, ownGemeente, precision, quantiles, scenarios, seed, t, withAssumptions, years } from "../base/data.js";
import { byId, h, named, s } from "../base/dom.js";
import { figure, money, simpleTable } from "../base/figure.js";
import { alongYears, apart, frame, labelWidth, line, linear, niceRange, path, xYears, yAxis } from "../base/axes.js";
import { probed } from "../base/probe.js";
import { widthOf } from "../base/width.js";
import { count, euro, euroMillions, percentSmall, plain } from "../base/format.js";
import { watch } from "../base/state.js";
import { widthFigures } from "./question/assumed.js";

// The figures of one fan, in cents: per year the run itself and the five quantiles.
export function fanRows(scenario, field, gemeente = null) {
  return years.map((_, year) => ({
    // Known of what the page is about alone.
    wider: gemeente === ownGemeente ? assumedEnds(scenario, field, year) : null,
    run: gemeente === null ? national(scenario, field, year) : local(scenario, field, year, gemeente),
    five: quantiles(scenario, field, year, gemeente),
  }));
}

const central = (row) => (row.five ? row.five[2] : row.run);
export const reach = (rows) => rows.flatMap((row) => (row.five ? [...row.five, row.run, ...(row.wider ?? [])] : [row.run]));

// The edge of a band; of one year as wide as a bar.
const widened = (points) => (points.length > 1 ? points : [[points[0][0] - 16, points[0][1]], [points[0][0] + 16, points[0][1]]]);

// How many years from the first are the same in every draw. Draws begin with the instroom of a year, whoever was
// counted by then; how many of those years are known, counted and published, goes by itself.
function sameYears(scenario, field) {
  const varies = years.findIndex((_, year) => {
    const five = quantiles(scenario, field, year);
    return five && five[0] !== five[4];
  });
  return hasDraws ? (varies < 0 ? years.length : varies) : 0;
}

const knownYears = (scenario, field) => scenarios[scenario].bekend[field === "uitkering_voorlopig" ? 0 : 1];

const QUANTILES = ["P5", "P25", "P50", "P75", "P95"];
const shownAs = (place) => (place === 2 ? t("mediaan") : QUANTILES[place]);

// What stands behind the last year: the median and the edges of the bands with their values, as many as there is room for.
function endsOf(rows, y, unit) {
  const last = rows[rows.length - 1];
  const step = Math.max(...rows.map((row) => Math.abs(central(row)))) / unit < 10 ? 0.01 : 0.1;
  const written = (cents) => plain(cents / unit, step);
  if (!last.five) return [{ at: y(last.run / unit), text: written(last.run), bold: true }];
  if (last.five[0] === last.five[4]) return [{ at: y(last.run / unit), text: written(last.run), bold: true }];
  const all = [0, 1, 2, 3, 4].map((place) => ({ at: y(last.five[place] / unit), text: `${shownAs(place)} ${written(last.five[place])}`, bold: place === 2 }));
  const fits = all.every((one, index) => !index || all[index - 1].at - one.at >= 13);
  return fits ? all : all.filter((_, index) => index % 2 === 0);
}

// What the years are called that no draw differs in.
const sameWord = ({ same, known }) => t(known >= same ? "bekend" : "niet_gevarieerd");

// Where draws begin to differ.
function border(svg, settled, x, top, bottom) {
  const { same, known } = settled;
  if (!same || same >= years.length) return;
  const at = (x(same - 1) + x(same)) / 2;
  const put = (name, place, anchor) => svg.append(s("text", { class: "as", x: place, y: top - 6, "text-anchor": anchor }, name));
  svg.append(s("line", { class: "grenslijn", x1: at, x2: at, y1: top - 14, y2: bottom }));
  if (at > labelWidth(sameWord(settled)) + 6) put(sameWord(settled), at - 5, "end");
  put(t(known >= same ? "geraamd" : "gevarieerd"), at + 5, "start");
}

// One fan. `unit` is the number of cents in a step of the axis; `ghost` a line to compare with; `settled`
// how many years are the same in all draws, and how many are known.
export function fan({ rows, scenario, ghost, range, unit, width, title, show, settled }) {
  const [height, left, top, bottom] = [206, 34, 26, 22];
  const y = linear(range.low, range.high, height - bottom, top);
  const ends = endsOf(rows, y, unit);
  const right = 12 + Math.ceil(Math.max(...ends.map(({ text }) => labelWidth(text))));
  const room = (width - left - right) / (years.length - 1 || 1);
  const x = alongYears(left, width - left - right);
  const told = rows.map((row, index) => (row.five
    ? `${years[index]}: P5 ${show(row.five[0])}, P50 ${show(row.five[2])}, P95 ${show(row.five[4])}`
    : `${years[index]}: ${show(row.run)}`)).join("; ");
  const svg = frame(width, height, title, told);
  yAxis(svg, range, y, left, width - right + 4);
  const at = (value, index) => [x(index), y(value / unit)];
  const between = (low, high, name) => {
    const edge = (quantile) => widened(rows.map((row, index) => at(row.five[quantile], index)));
    svg.append(s("path", { class: name, scenario, d: `${path([...edge(high), ...edge(low).reverse()])}Z` }));
  };
  if (rows[0].five) {
    between(0, 4, "band90");
    between(1, 3, "band50");
  }
  if (rows[0].wider) for (const end of [0, 1]) svg.append(line({ class: "rand", scenario }, rows.map((row, index) => at(row.wider[end], index)), 4));
  border(svg, settled, x, top, height - bottom);
  if (ghost) svg.append(line({ class: "spook" }, ghost.map((row, index) => at(central(row), index)), 8));
  svg.append(line({ class: "lijn", scenario }, rows.map((row, index) => at(central(row), index))));
  const places = apart(ends.map((one) => one.at), 13, height - bottom);
  ends.forEach(({ text, bold }, index) => svg.append(s("text", { class: bold ? "naam eind" : "as eind", scenario: bold ? scenario : null, x: x(years.length - 1) + (years.length > 1 ? 8 : 20), y: places[index] + 4 }, text)));
  xYears(svg, x, height - 6, room);
  const values = (index) => (rows[index].five && rows[index].five[0] !== rows[index].five[4]
    ? [4, 3, 2, 1, 0].map((place) => [shownAs(place), show(rows[index].five[place])])
    : [[index < settled.same ? sameWord({ same: index + 1, known: settled.known }) : t("doorrekening"), show(rows[index].run)]]);
  return probed(svg, { title, x, top, bottom: height - bottom, values });
}

export function fanTable(rows) {
  const wider = rows.some((row) => row.wider);
  const heads = [t("jaar"), t("doorrekening"), ...(hasDraws ? QUANTILES : []), ...(wider ? [t("aannames_p5"), t("aannames_p95")] : [])];
  return simpleTable(heads, rows.map((row, index) => [String(years[index]), money(row.run),
    ...(row.five ? row.five.map(euro) : []), ...(row.wider ?? []).map(euro)]));
}

// How far quantiles are from the draws, where that is not nothing.
function inexact(gemeente) {
  const share = precision(gemeente);
  return share ? t(gemeente === null ? "precisie_land" : "precisie", percentSmall(share)) : null;
}

// Who was counted: once where that is the same, else by the scenario of which it is said.
function whoIsCounted() {
  const said = scenarios.map((one) => one.geteld);
  return said.every((one) => one === said[0]) ? [said[0]] : scenarios.map((one) => `${one.naam}: ${one.geteld}`);
}

// What it means that draws do not differ, with who was counted.
function settledNote({ same, known }) {
  if (!same || same >= years.length) return null;
  if (known >= same) return t("bekend_uitleg", String(years[same - 1]));
  return [t("gelijk_uitleg", String(years[same - 1])), ...whoIsCounted()].join(" ");
}

// A panel for every scenario on one scale, so that they can be laid side by side.
export function panels({ field, gemeente = null, unit, unitName, show, width, title }) {
  const all = scenarios.map((_, scenario) => fanRows(scenario, field, gemeente));
  const least = (count) => Math.min(...all.map((_, scenario) => count(scenario, field)));
  const settled = { same: least(sameYears), known: least(knownYears) };
  const range = niceRange(all.flatMap(reach).map((cents) => cents / unit), 4);
  const columns = width < 560 || all.length === 1 ? 1 : Math.min(all.length, width < 1000 ? 2 : 3);
  const own = Math.floor((width - (columns - 1) * 28) / columns);
  const list = all.map((rows, scenario) => {
    const name = scenarios[scenario].naam;
    return h("div", { class: "paneel" },
      h("p", { class: "paneelkop", scenario }, named(name)),
      fan({ rows, scenario, range, unit, width: all.length === 1 ? Math.min(own, 760) : own, show, settled,
        ghost: scenario > 0 ? all[0] : null, title: `${title}, ${name}` }));
  });
  const table = h("div", {}, all.map((rows, scenario) => [h("p", { class: "paneelkop" }, named(scenarios[scenario].naam)), fanTable(rows)]));
  return figure({
    title,
    unit: unitName,
    chart: h("div", { class: `panelen k${columns}` }, list),
    table,
    note: [settledNote(settled), scenarios.length > 1 ? t("spook", t(years.length > 1 ? "spooklijn" : "spookstip"), t(hasDraws ? "de_mediaan" : "de_doorrekening"), scenarios[0].naam) : null, all[0][0].wider ? t("aannames_rand", withAssumptions.band) : null, inexact(gemeente)].filter(Boolean).join(" "),
  });
}

export function showFans() {
  const mark = t(years.length > 1 ? "de_lijn" : "de_stip");
  byId("zekerheid-tekst").textContent = hasDraws
    ? t("zekerheid_tekst", count(draws), String(seed), mark, band)
    : t(isMailed ? "zekerheid_geen" : "zekerheid_volgt", mark);
  byId("zekerheid-kansen").textContent = data.kansen;
  watch(["width"], () => {
    const all = widthOf(byId("waaiers"));
    // Two scenarios leave room for voorlopig and definitief beside each other.
    const beside = all >= 1300 && scenarios.length <= 2;
    const width = beside ? (all - 48) / 2 : all;
    byId("waaiers").classList.toggle("naast", beside);
    byId("waaiers").replaceChildren(...["uitkering_voorlopig", "uitkering_definitief"].map((field) => panels({
      field, unit: 1e8, width, title: t(`kolom.${field}`), unitName: t("eenheid_mln"), show: (cents) => euroMillions(cents, t("mln")),
    })), ...widthFigures(width));
  });
}

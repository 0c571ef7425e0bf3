// Fan charts: the median with the bands that hold half and 90% of the draws.

import { draws, hasDraws, local, national, precision, quantiles, scenarios, seed, t, years } from "../base/data.js";
import { byId, figure, h, named, s, simpleTable } from "../base/dom.js";
import { alongYears, frame, line, linear, niceRange, path, xYears, yAxis } from "../base/axes.js";
import { widthOf } from "../base/width.js";
import { count, euro, euroMillions, percentSmall } from "../base/format.js";
import { watch } from "../base/state.js";

// The figures of one fan, in cents: per year the run itself and the five quantiles.
export function fanRows(scenario, field, gemeente = null) {
  return years.map((_, year) => ({
    run: gemeente === null ? national(scenario, field, year) : local(scenario, field, year, gemeente),
    five: quantiles(scenario, field, year, gemeente),
  }));
}

const central = (row) => (row.five ? row.five[2] : row.run);
export const reach = (rows) => rows.flatMap((row) => (row.five ? [...row.five, row.run] : [row.run]));

// The edge of a band; of one year as wide as a bar.
const widened = (points) => (points.length > 1 ? points : [[points[0][0] - 16, points[0][1]], [points[0][0] + 16, points[0][1]]]);

// One fan. `unit` is the number of cents in a step of the axis; `ghost` a line to compare with.
export function fan({ rows, scenario, ghost, range, unit, width, title, labels, show }) {
  const [height, left, top, bottom, right] = [190, 34, 10, 22, 10];
  const y = linear(range.low, range.high, height - bottom, top);
  const room = (width - left - right) / (years.length - 1 || 1);
  const x = alongYears(left, width - left - right);
  const told = rows.map((row, index) => (row.five
    ? `${years[index]}: P5 ${show(row.five[0])}, P50 ${show(row.five[2])}, P95 ${show(row.five[4])}`
    : `${years[index]}: ${show(row.run)}`)).join("; ");
  const svg = frame(width, height, title, told);
  yAxis(svg, range, y, left, width);
  const at = (value, index) => [x(index), y(value / unit)];
  const band = (low, high, name) => {
    const edge = (quantile) => widened(rows.map((row, index) => at(row.five[quantile], index)));
    svg.append(s("path", { class: name, scenario, d: `${path([...edge(high), ...edge(low).reverse()])}Z` }));
  };
  if (rows[0].five) {
    band(0, 4, "band90");
    band(1, 3, "band50");
  }
  if (ghost) svg.append(line({ class: "spook" }, ghost.map((row, index) => at(central(row), index)), 8));
  svg.append(line({ class: "lijn", scenario }, rows.map((row, index) => at(central(row), index))));
  if (labels && rows[0].five) nameBands(svg, rows, at);
  xYears(svg, x, height - 6, room);
  return svg;
}

// Names the bands once, where they are widest.
function nameBands(svg, rows, at) {
  const last = rows.length - 1;
  const [x, high] = at(rows[last].five[4], last);
  const [, quarter] = at(rows[last].five[3], last);
  const [, half] = at(rows[last].five[2], last);
  const [, under] = at(rows[last].five[1], last);
  if (high > quarter - 14 || quarter > half - 14 || half > under - 14) return;
  const put = (y, text) => svg.append(s("text", { class: "bandnaam", x: x - 4, y, "text-anchor": "end" }, text));
  put(high + 12, "90%");
  put(quarter + 12, "50%");
  put(half + 12, t("mediaan"));
}

export function fanTable(rows) {
  const heads = [t("jaar"), t("doorrekening"), ...(hasDraws ? ["P5", "P25", "P50", "P75", "P95"] : [])];
  return simpleTable(heads, rows.map((row, index) => [String(years[index]), euro(row.run),
    ...(row.five ? row.five.map(euro) : [])]));
}

// How far quantiles are from the draws, where that is not nothing.
function inexact(gemeente) {
  const share = precision(gemeente);
  return share ? t(gemeente === null ? "precisie_land" : "precisie", percentSmall(share)) : null;
}

// A panel for every scenario on one scale, so that they can be laid side by side.
export function panels({ field, gemeente = null, unit, unitName, show, width, title }) {
  const all = scenarios.map((_, scenario) => fanRows(scenario, field, gemeente));
  const range = niceRange(all.flatMap(reach).map((cents) => cents / unit), 4);
  const columns = width < 500 || all.length === 1 ? 1 : Math.min(all.length, 3);
  const own = Math.floor((width - (columns - 1) * 28) / columns);
  const list = all.map((rows, scenario) => {
    const name = scenarios[scenario].naam;
    return h("div", { class: "paneel" },
      h("p", { class: "paneelkop", scenario }, named(name)),
      fan({ rows, scenario, range, unit, width: all.length === 1 ? Math.min(own, 760) : own, show, labels: scenario === 0,
        ghost: scenario > 0 ? all[0] : null, title: `${title}, ${name}` }));
  });
  const table = h("div", {}, all.map((rows, scenario) => [h("p", { class: "paneelkop" }, named(scenarios[scenario].naam)), fanTable(rows)]));
  return figure({
    title,
    unit: unitName,
    chart: h("div", { class: `panelen k${columns}` }, list),
    table,
    note: [scenarios.length > 1 ? t("spook", t(years.length > 1 ? "spooklijn" : "spookstip"), t(hasDraws ? "de_mediaan" : "de_doorrekening"), scenarios[0].naam) : null, inexact(gemeente)].filter(Boolean).join(" "),
  });
}

export function showFans() {
  const mark = t(years.length > 1 ? "de_lijn" : "de_stip");
  byId("zekerheid-tekst").textContent = hasDraws
    ? t("zekerheid_tekst", count(draws), String(seed), mark)
    : t("zekerheid_geen", mark);
  watch(["width"], () => {
    const all = widthOf(byId("waaiers"));
    // Two scenarios leave room for voorlopig and definitief beside each other.
    const beside = all >= 900 && scenarios.length <= 2;
    const width = beside ? (all - 48) / 2 : all;
    byId("waaiers").classList.toggle("naast", beside);
    byId("waaiers").replaceChildren(...["uitkering_voorlopig", "uitkering_definitief"].map((field) => panels({
      field, unit: 1e8, width, title: t(`kolom.${field}`), unitName: t("eenheid_mln"), show: (cents) => euroMillions(cents, t("mln")),
    })));
  });
}

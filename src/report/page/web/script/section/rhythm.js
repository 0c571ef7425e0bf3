// The rhythm: what comes in each year against what is spent, and how it adds up.

import { data, gemeenten, national, ownGemeente, scenarios, t, years } from "../base/data.js";
import { byId, h, named, s } from "../base/dom.js";
import { figure, money, simpleTable, tableBox, yearBlock, yearBlocks } from "../base/figure.js";
import { LINE, alongYears, apart, frame, inLines, label, labelWidth, line, linear, niceRange, path, sample, xYears, yAxis } from "../base/axes.js";
import { widthOf } from "../base/width.js";
import { euro, euroSigned, euros, millions, millionsSigned, thousandsSigned } from "../base/format.js";
import { watch } from "../base/state.js";
import { cohortFigures } from "./cohort.js";

const series = (scenario, name) => years.map((_, year) => national(scenario, name, year));

// Millions for the country, thousands for a gemeente that gets less than five of them a year.
function rhythmUnit() {
  const most = Math.max(...scenarios.flatMap((_, scenario) => [...series(scenario, "kas"), ...series(scenario, "kosten")]));
  const small = ownGemeente !== null && most < 5e8;
  return { cents: small ? 1e5 : 1e8, show: small ? euro : millions, signed: small ? thousandsSigned : millionsSigned,
    name: t(small ? "eenheid_duizend" : "eenheid_mln"), added: t(small ? "eenheid_opgeteld_duizend" : "eenheid_opgeteld") };
}

// Receipts as bars, costs as a line with dots: where the dot is above, money is short.
function receipts(scenario, range, width, unit) {
  const [height, left, top, bottom] = [220, 44, 14, 24];
  const y = linear(range.low, range.high, height - bottom, top);
  const room = (width - left) / years.length;
  const x = (index) => left + room * (index + 0.5);
  const [cash, costs] = [series(scenario, "kas"), series(scenario, "kosten")];
  const told = years.map((year, index) => `${year}: ${t("kolom.kas")} ${unit.show(cash[index])}, ${t("kolom.kosten")} ${unit.show(costs[index])}`).join("; ");
  const svg = frame(width, height, `${t("ontvangsten_kosten")}, ${scenarios[scenario].naam}`, told);
  yAxis(svg, range, y, left, width);
  const thick = Math.min(44, room * 0.6);
  cash.forEach((value, index) => {
    const to = y(value / unit.cents);
    svg.append(s("rect", { class: "staaf kas", scenario, x: x(index) - thick / 2, width: thick, y: Math.min(to, y(0)), height: Math.abs(y(0) - to) }));
  });
  svg.append(s("path", { class: "kosten", d: path(costs.map((value, index) => [x(index), y(value / unit.cents)])) }));
  costs.forEach((value, index) => svg.append(s("circle", { class: "kostenpunt", cx: x(index), cy: y(value / unit.cents), r: 3.5 })));
  if (scenario === 0) {
    const last = years.length - 1;
    svg.append(s("text", { class: "naam", x: x(last) + thick / 2, y: y(costs[last] / unit.cents) - 10, "text-anchor": "end" }, t("kolom.kosten")));
    svg.append(s("text", { class: "naam", x: x(0) - thick / 2, y: y(cash[0] / unit.cents) - 6 }, t("ontvangen")));
  }
  xYears(svg, x, height - 6, room);
  return svg;
}

function receiptsFigure(width, unit) {
  const all = scenarios.flatMap((_, scenario) => [...series(scenario, "kas"), ...series(scenario, "kosten")]);
  const range = niceRange(all.map((cents) => cents / unit.cents), 5);
  const columns = width < 620 || scenarios.length === 1 ? 1 : Math.min(scenarios.length, 3);
  const own = Math.floor((width - (columns - 1) * 28) / columns);
  const list = scenarios.map((one, scenario) => h("div", { class: "paneel" },
    h("p", { class: "paneelkop", scenario }, named(one.naam)),
    receipts(scenario, range, scenarios.length === 1 ? Math.min(own, 760) : own, unit)));
  const heads = [t("jaar"), ...scenarios.flatMap((one) => [`${t("kolom.kas")}, ${one.naam}`, `${t("kolom.kosten")}, ${one.naam}`])];
  const rows = years.map((year, index) => [String(year), ...scenarios.flatMap((_, scenario) =>
    [money(national(scenario, "kas", index)), money(national(scenario, "kosten", index))])]);
  return figure({ title: t("ontvangsten_kosten"), unit: unit.name, note: t("kas_uitleg"),
    chart: h("div", { class: `panelen k${columns}` }, list), table: simpleTable(heads, rows) });
}

// Receipts less costs, added up since the first year of the scenario, shown or not.
const running = (scenario) => data.opgeteld[scenario];

function runningFigure(width, unit) {
  const all = scenarios.map((_, scenario) => running(scenario));
  const wide = width >= 620;
  const last = years.length - 1;
  const names = all.map((list, scenario) => (wide ? inLines(`${unit.signed(list[last])} ${scenarios[scenario].naam}`, width * 0.36, 2) : [unit.signed(list[last])]));
  const space = LINE * Math.max(...names.map((lines) => lines.length)) + 2;
  const [left, top, bottom, right] = [44, 14, 24, Math.max(60, 12 + Math.ceil(Math.max(...names.flat().map(labelWidth))))];
  // High enough for the names of all lines.
  const height = Math.max(250, top + space * all.length + bottom);
  const range = niceRange(all.flat().map((cents) => cents / unit.cents), 5);
  const y = linear(range.low, range.high, height - bottom, top);
  const room = (width - left - right) / (years.length - 1 || 1);
  const x = alongYears(left, width - left - right);
  const told = all.map((list, scenario) => `${scenarios[scenario].naam}: ${list.map((value, index) => `${years[index]} ${unit.signed(value)}`).join(", ")}`).join("; ");
  const svg = frame(width, height, t("opgeteld"), told);
  yAxis(svg, range, y, left, width - right + 6);
  const ends = apart(all.map((list) => y(list[last] / unit.cents)), space, height - bottom);
  all.forEach((list, scenario) => {
    svg.append(line({ class: "lijn", scenario }, list.map((value, index) => [x(index), y(value / unit.cents)])));
    svg.append(label({ class: "naam", scenario, x: x(last) + 8, y: ends[scenario] + 4 }, names[scenario]));
  });
  xYears(svg, x, height - 6, room);
  const key = wide ? null : h("p", { class: "sleutel" }, scenarios.map((one, scenario) => h("span", { scenario }, sample("lijn"), " ", named(one.naam))));
  const rows = years.map((year, index) => [String(year), ...all.map((list) => money(list[index], euroSigned))]);
  return figure({ title: t("opgeteld"), unit: unit.added, chart: h("div", {}, key, svg),
    table: simpleTable([t("jaar"), ...scenarios.map((one) => one.naam)], rows) });
}

// Money taken back; one sentence where there is none.
function reclaim() {
  const total = (scenario) => series(scenario, "terugvordering").reduce((sum, value) => sum + value, 0);
  const some = scenarios.map((_, scenario) => scenario).filter((scenario) => total(scenario) > 0);
  if (!some.length) return h("p", { class: "slot" }, named(data.cohorten.geen_terugvordering));
  const rows = years.map((year, index) => [String(year), ...scenarios.map((_, scenario) => money(national(scenario, "terugvordering", index)))]);
  const sums = [t("samen"), ...scenarios.map((_, scenario) => money(total(scenario)))];
  return h("div", { class: "grafiek" }, h("h3", {}, t("kolom.terugvordering")),
    h("p", { class: "eenheid" }, t("terugvordering_uitleg")),
    tableBox(t("kolom.terugvordering"), simpleTable([t("jaar"), ...scenarios.map((one) => one.naam)], [...rows, sums])));
}

// What only the state sees, where there is any: the cut that it absorbs, and its budget line.
function stateOnly() {
  if (ownGemeente !== null) return null;
  const known = ["binnen_begroting", "begroting"].filter((name) => scenarios.some((one) => one[name].some(Boolean)));
  if (!known.length) return null;
  const show = (cents) => (cents === null ? "\u2013" : money(cents, euros));
  const blocks = scenarios.map((one, scenario) => yearBlock(one.naam, scenario,
    known.map((name) => ({ name: t(`rijk.${name}`), cells: one[name].map(show) }))));
  return h("div", { class: "grafiek", id: "rijk" }, h("h3", {}, t("rijk")),
    h("p", { class: "klein" }, known.map((name) => t(`rijk_uitleg.${name}`)).join(" ")), yearBlocks(t("rijk"), t("in_euro"), blocks));
}

export function showRhythm() {
  if (ownGemeente !== null) byId("ritme-tekst").textContent = t("ritme_tekst_een", gemeenten.naam[ownGemeente]);
  watch(["other", "width"], () => {
    const width = widthOf(byId("ritmes"));
    const unit = rhythmUnit();
    byId("ritmes").replaceChildren(receiptsFigure(width, unit), runningFigure(width, unit), ...cohortFigures(width), reclaim(), stateOnly() ?? "");
  });
}

// The cohorts: when the money for people of one year comes, against when they cost. In a budget year
// three cohorts go together and a dip stays a dip; here it shows whether it comes back.

import { data, scenarios, t } from "../base/data.js";
import { h, named, s } from "../base/dom.js";
import { figure, money, simpleTable, tableBox } from "../base/figure.js";
import { frame, linear, niceRange, path, sample, yAxis } from "../base/axes.js";
import { count, millions, millionsSigned, percent } from "../base/format.js";
import { compares, state } from "../base/state.js";

const INSTALMENTS = [0, 1, 2];
const MOST_PANELS = 6;

const stream = (scenario, cohort) => data.cohorten.stromen[scenario].find((one) => one.cohort === cohort);

// What has come or been spent after one, two and three years; the year starts at nothing.
function upTo(list) {
  let sum = 0;
  return INSTALMENTS.map((year) => (sum += list[year]));
}

// The lines of a cohort: costs of the scenario that is looked at, receipts of it and of the first.
function lines(cohort) {
  const own = stream(state.other, cohort);
  const first = compares ? stream(0, cohort) : null;
  return {
    costs: upTo((own ?? first).kosten),
    own: own ? upTo(own.ontvangen) : null,
    first: first ? upTo(first.ontvangen) : null,
  };
}

const gaps = ({ own, first }) => (own && first ? INSTALMENTS.map((year) => own[year] - first[year]) : []);

// Money and costs are spread evenly over the months, so between the ends of years lines are straight.
function panel(cohort, shape, range, width) {
  const [height, left, top, bottom, right] = [220, 34, 18, 24, 8];
  const y = linear(range.low, range.high, height - bottom, top);
  const room = (width - left - right) / INSTALMENTS.length;
  const x = (ends) => left + room * ends;
  const at = (list) => [[x(0), y(0)], ...list.map((cents, year) => [x(year + 1), y(cents / 1e8)])];
  const years = INSTALMENTS.map((year) => cohort + year);
  const told = (name, list) => (list ? [`${name}: ${years.map((year, index) => `${year} ${millions(list[index])}`).join(", ")}`] : []);
  const svg = frame(width, height, t("cohort_van", cohort), [
    ...(compares ? told(scenarios[0].naam, shape.first) : []), ...told(scenarios[state.other].naam, shape.own), ...told(t("cohort_kosten"), shape.costs)].join("; "));
  yAxis(svg, range, y, left, width - right);
  INSTALMENTS.forEach((year) => svg.append(
    s("line", { class: "lijntje", x1: x(year + 1), x2: x(year + 1), y1: top, y2: height - bottom }),
    s("text", { class: "as", x: x(year + 0.5), y: height - 6, "text-anchor": "middle" },
      room < 32 ? `\u2019${String(cohort + year).slice(2)}` : String(cohort + year))));
  if (shape.own) svg.append(s("path", { class: "lijn", scenario: state.other, d: path(at(shape.own)) }));
  if (shape.first) svg.append(s("path", { class: "lijn streep", scenario: 0, d: path(at(shape.first)) }));
  svg.append(s("path", { class: "kosten", d: path(at(shape.costs)) }));
  shape.costs.forEach((cents, year) => svg.append(s("circle", { class: "kostenpunt", cx: x(year + 1), cy: y(cents / 1e8), r: 3 })));
  gaps(shape).forEach((gap, year) => {
    const text = millionsSigned(gap);
    if (!/[1-9]/.test(text)) return;
    const [from, to] = [y(shape.first[year] / 1e8), y(shape.own[year] / 1e8)];
    svg.append(s("line", { class: "kloof", x1: x(year + 1), x2: x(year + 1), y1: from, y2: to }));
    // Lines only rise: above and before the end of a year nothing is in the way.
    svg.append(s("text", { class: "waarde", x: x(year + 1) + 5, y: Math.min(from, to) - 7, "text-anchor": "end" }, text));
  });
  return svg;
}

// Whose costs are drawn, where they are not the same in both.
function costsName(cohorts) {
  const differ = compares && cohorts.some((cohort) => {
    const [first, own] = [stream(0, cohort), stream(state.other, cohort)];
    return first && own && INSTALMENTS.some((year) => first.kosten[year] !== own.kosten[year]);
  });
  return differ ? `${t("cohort_kosten")}, ${scenarios[state.other].naam}` : t("cohort_kosten");
}

function lineKey(cohorts) {
  const line = (scenario, className) => h("span", { scenario }, sample(className), " ", named(scenarios[scenario].naam));
  return h("p", { class: "sleutel" }, compares ? line(0, "lijn streep") : null, cohorts.some((cohort) => stream(state.other, cohort)) ? line(state.other, "lijn") : null,
    h("span", {}, sample("kosten", { dot: true }), " ", named(costsName(cohorts))));
}

// Received and spent after each year, in whole euros.
function amounts(cohorts) {
  const heads = [t("cohort"), ...scenarios.flatMap((one) => [`${t("cohort_ontvangen")}, ${one.naam}`, `${t("cohort_kosten")}, ${one.naam}`])];
  const rows = cohorts.flatMap((cohort) => INSTALMENTS.map((year) => [`${cohort}, ${t(`na.${year + 1}`)}`,
    ...scenarios.flatMap((_, scenario) => {
      const own = stream(scenario, cohort);
      return own ? [money(upTo(own.ontvangen)[year]), money(upTo(own.kosten)[year])] : ["\u2013", "\u2013"];
    })]));
  return simpleTable(heads, rows);
}

// How long and how much gemeenten advance, a block for every scenario.
function advances() {
  const heads = [t("cohort"), t("ontvangen_na1"), t("ontvangen_na2"), t("maanden"), t("voorschot"), t("overschot"), t("eindsaldo")];
  const row = (own) => {
    const running = upTo(own.ontvangen);
    const costs = upTo(own.kosten)[2];
    const share = (year) => (costs ? percent(running[year] / costs) : "\u2013");
    return h("tr", {}, h("th", { scope: "row" }, String(own.cohort)), [share(0), share(1), count(own.maanden),
      ...[own.voorschot, own.overschot, own.eindsaldo].map((cents) => money(cents, millions))].map((value) => h("td", {}, value)));
  };
  const blocks = scenarios.map((one, scenario) => (data.cohorten.stromen[scenario].length ? h("tbody", {},
    h("tr", { class: "blok" }, h("th", { scope: "rowgroup", colspan: String(heads.length), scenario }, named(one.naam))),
    data.cohorten.stromen[scenario].map(row)) : null));
  const table = h("table", { class: "smal" }, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))), blocks);
  return h("div", { class: "grafiek", id: "voorfinanciering" }, h("h3", {}, t("voorfinanciering")), h("p", { class: "eenheid" }, t("voorfinanciering_eenheid")),
    tableBox(t("voorfinanciering"), table), h("p", { class: "klein" }, t("voorfinanciering_uitleg")));
}

// Nothing where no cohort has all its instalments in the projection.
export function cohortFigures(width) {
  const every = new Set(data.cohorten.stromen.flatMap((list) => list.map((one) => one.cohort)));
  const cohorts = [...every].sort((one, other) => one - other);
  const drawn = cohorts.filter((cohort) => stream(state.other, cohort) || (compares && stream(0, cohort)));
  if (!drawn.length) return [];
  // Too many to draw: from just before the first that changes.
  const changed = drawn.findIndex((cohort) => gaps(lines(cohort)).some((gap) => gap !== 0));
  const start = Math.max(0, Math.min(changed - 1, drawn.length - MOST_PANELS));
  const shown = drawn.slice(start, start + MOST_PANELS);
  const shapes = shown.map(lines);
  const range = niceRange(shapes.flatMap(({ costs, own, first }) => [...costs, ...(own ?? []), ...(first ?? [])]).map((cents) => cents / 1e8), 4);
  const columns = Math.min(shown.length, width < 640 ? 2 : 3);
  const own = Math.min(420, Math.floor((width - (columns - 1) * 28) / columns));
  const panels = shown.map((cohort, index) => h("div", { class: "paneel" }, h("p", { class: "paneelkop" }, t("cohort_van", cohort), stream(state.other, cohort) ? null : h("span", { class: "klein" }, " ", t("geen_cohort", scenarios[state.other].naam))), panel(cohort, shapes[index], range, own)));
  const { ritme, voorschot, optelling } = data.cohorten.zinnen[compares ? state.other - 1 : 0];
  const chart = h("div", {}, h("p", { class: "slot" }, named(ritme)), h("p", { class: "cohortzin" }, named(voorschot)), optelling ? h("p", { class: "cohortzin" }, named(optelling)) : null, lineKey(shown), h("div", { class: `panelen k${columns}` }, panels));
  const figureOf = figure({ title: t("cohorten"), unit: t("cohorten_eenheid"), note: t(compares ? "cohorten_uitleg" : "cohorten_uitleg_een"), chart, table: amounts(cohorts) });
  figureOf.id = "cohorten";
  return [figureOf, advances()];
}

// The first screen: the question, the answer, and the difference per year.

import { band, data, difference, draws, gemeenten, hasDraws, isMailed, national, negligible, ownGemeente, quantiles, remarkAbout, scenarios, t, years } from "../base/data.js";
import { byId, h, named, s, select } from "../base/dom.js";
import { figure, money, simpleTable } from "../base/figure.js";
import { frame, labelWidth, linear, niceRange, xYears, yAxis } from "../base/axes.js";
import { widthOf } from "../base/width.js";
import { choose, compares, state, watch } from "../base/state.js";
import { count, euro, euroSigned, millionsShort, millionsSigned, percentSigned, plain, thousandsSigned } from "../base/format.js";

const FIELD = "uitkering_definitief";

const MOST_REMARKS = 2;

// What the scenarios are about, where the question does not say so already, and what to know of them.
function about(answer) {
  const shown = compares ? [0, state.other] : [0];
  const subjects = shown.map((index) => scenarios[index]).filter((one) => one.vraag && one.vraag !== answer.vraag);
  const remarks = data.opmerkingen.filter((one) => one.scenarios.some((index) => shown.includes(index)));
  return [...subjects.map((one) => h("p", { class: "klein" }, h("strong", {}, named(one.naam)), ": ", h("span", { lang: "nl" }, named(one.vraag)))),
    ...remarks.slice(0, MOST_REMARKS).map((one) => h("p", { class: "klein letop" }, h("strong", {}, t("opmerkingen")), ", ", named(remarkAbout(one)), ": ", named(one.tekst), ...remedy(one))),
    ...(remarks.length > MOST_REMARKS ? [h("p", { class: "klein" }, more(remarks.length - MOST_REMARKS))] : [])];
}

// What a remark says can be done, where there is a hand on the knobs: the workbench hears the press.
// It turns the last of the scenarios, and so helps where the remark is about that one.
const remedy = ({ zet, scenarios: own }) => (zet && byId("knoppen") && own.includes(scenarios.length - 1) ? [" ", h("button", { type: "button", class: "doe", "data-zet": zet }, t("opmerking_doe"))] : []);

// Where the rest is: further down, or on the page of which this is the summary.
const more = (rest) => (byId("bronnen") ? h("a", { href: "#opmerkingen" }, t("opmerkingen_meer")) : t("opmerkingen_elders", count(rest)));

function words() {
  const answer = data.antwoorden[compares ? state.other - 1 : 0];
  byId("vraag").textContent = answer.vraag;
  byId("vooraf").textContent = answer.vooraf;
  byId("cijfer").textContent = answer.cijfer;
  byId("cijfer").classList.toggle("minder", !answer.spreiding && answer.cijfer.startsWith("\u2212"));
  byId("zin").textContent = answer.zin;
  byId("omschrijvingen").replaceChildren(...about(answer));
  byId("feiten").replaceChildren(...answer.feiten.map((fact) =>
    h("div", {}, h("dt", {}, fact.tekst), h("dd", {}, fact.cijfer))));
}

// What is drawn: the difference with the first scenario, or what the only one pays in each year.
function rows() {
  return years.map((year, index) => {
    const value = compares
      ? national(state.other, FIELD, index) - national(0, FIELD, index)
      : national(0, FIELD, index);
    const five = quantiles(compares ? difference(state.other) : 0, FIELD, index);
    return { year, value, nothing: negligible(value, national(0, FIELD, index)), low: five ? five[0] : null, high: five ? five[4] : null };
  });
}

// Bars from zero with a whisker from P5 to P95 beside each. The number stands at the end of its bar.
export function bars(list, width, title, unit) {
  const [height, left, top, bottom] = [230, 38, 22, 26];
  const all = list.flatMap((row) => [row.nothing ? 0 : row.value, row.low ?? row.value, row.high ?? row.value]);
  const range = niceRange(all.map((cents) => cents / unit), 5);
  const y = linear(range.low, range.high, height - bottom, top);
  const room = (width - left) / list.length;
  const x = (index) => left + room * (index + 0.5);
  const [signed, shortened] = unit === 1e8 ? [millionsSigned, millionsShort] : [thousandsSigned, thousandsSigned];
  const unsigned = (write) => (cents) => write(cents).replace("+", "");
  const [written, short] = compares ? [signed, shortened] : [unsigned(signed), unsigned(shortened)];
  const told = list.map((row) => `${row.year}: ${written(row.value)}`).join("; ");
  const svg = frame(width, height, title, told);
  yAxis(svg, range, y, left, width);
  const thick = Math.min(46, room * 0.56);
  // Too narrow for a number beside a whisker: all of them above the chart.
  const narrow = room < 44;
  const clear = 7;
  list.forEach((row, index) => {
    const [from, to] = [y(0), y(row.nothing ? 0 : row.value / unit)];
    const sign = row.value < 0 ? "min" : "plus";
    if (!row.nothing) svg.append(s("rect", { class: `staaf ${sign}`, x: x(index) - thick / 2, width: thick, y: Math.min(from, to), height: Math.max(1, Math.abs(from - to)) }));
    const beside = x(index) + thick / 2 + 5;
    const whisker = row.low !== null && row.low !== row.high;
    if (whisker) {
      const [low, high] = [y(row.low / unit), y(row.high / unit)];
      svg.append(s("path", { class: "snor", d: `M${beside} ${low}V${high}M${beside - 3} ${low}h6M${beside - 3} ${high}h6` }));
    }
    const below = row.value < 0 && !row.nothing;
    const place = narrow ? top - 10 : below ? to + 14 : to - 5;
    const number = (narrow ? short : written)(row.value);
    // In the middle of its bar, or as far to the left of that as keeps it clear of the whisker.
    const middle = whisker && !narrow ? Math.min(x(index), beside - clear - labelWidth(number) / 2) : x(index);
    svg.append(s("text", { class: "waarde", x: middle, y: place, "text-anchor": "middle" }, number));
  });
  xYears(svg, x, height - 6, room);
  return svg;
}

// Where the country gets the same but gemeenten do not: how far a gemeente of each size can come out.
function spread({ jaar, klassen }) {
  const place = byId("verschil");
  const width = Math.min(widthOf(place), 760);
  const title = t("spreiding", String(jaar));
  const share = (five, quantile) => percentSigned(five[quantile] / 10000);
  const ends = (five) => `${share(five, 0)} ${t("tot")} ${share(five, 4)}`;
  const sizeName = (one) => `${one.naam} (${count(one.gemeenten)})`;
  const [row, top, left] = [38, 22, width >= 520 ? 190 : 6];
  const right = 12 + Math.ceil(Math.max(...klassen.map(({ vijf }) => labelWidth(ends(vijf)))));
  const beside = width >= 520;
  const range = niceRange(klassen.flatMap(({ vijf }) => vijf.map((value) => value / 100)), 4);
  const x = linear(range.low, range.high, left, width - (beside ? right : 14));
  const height = top + row * klassen.length + 4;
  const svg = frame(width, height, title, klassen.map((one) => `${sizeName(one)}: ${ends(one.vijf)}`).join("; "));
  for (const mark of range.marks) {
    svg.append(s("line", { class: Math.abs(mark) < range.step / 1e6 ? "nul" : "lijntje", x1: x(mark), x2: x(mark), y1: top - 4, y2: height }),
      s("text", { class: "as", x: x(mark), y: 12, "text-anchor": "middle" }, `${plain(mark, range.step)}%`));
  }
  klassen.forEach((one, index) => {
    const y = top + row * index;
    const at = one.vijf.map((value) => x(value / 100));
    const bar = (from, to, name) => svg.append(s("rect", { class: name, scenario: state.other, x: at[from], width: Math.max(1, at[to] - at[from]), y: y + 17, height: 13 }));
    bar(0, 4, "band90");
    bar(1, 3, "band50");
    svg.append(s("line", { class: "snor", x1: at[2], x2: at[2], y1: y + 15, y2: y + 32 }),
      s("text", { class: "as inkt", ...(beside ? { x: left - 12, y: y + 28, "text-anchor": "end" } : { x: 0, y: y + 11 }) }, sizeName(one)),
      s("text", { class: "waarde", ...(beside ? { x: width - right + 10, y: y + 28 } : { x: width, y: y + 11, "text-anchor": "end" }) }, ends(one.vijf)));
  });
  place.replaceChildren(figure({ title, level: "h2", unit: t("spreiding_eenheid"), note: t("spreiding_uitleg", count(draws), band), chart: svg,
    table: simpleTable([t("grootte"), "P5", "P25", "P50", "P75", "P95"], klassen.map((one) => [sizeName(one), ...one.vijf.map((_, index) => share(one.vijf, index))])) }));
}

function chart() {
  const { spreiding } = data.antwoorden[compares ? state.other - 1 : 0];
  if (spreiding) {
    spread(spreiding);
    return;
  }
  const list = rows();
  const whose = ownGemeente === null ? t("heel_nederland") : gemeenten.naam[ownGemeente];
  const title = t(compares ? "verschil_per_jaar" : "uitkering_per_jaar", whose);
  // What a gemeente gets may be a fraction of a million.
  const unit = ownGemeente === null || Math.max(...list.map((row) => Math.abs(row.value))) >= 5e8 ? 1e8 : 1e5;
  const heads = [t("jaar"), compares ? t("verschil") : t(`kolom.${FIELD}`), ...(hasDraws ? ["P5", "P95"] : [])];
  const show = compares ? euroSigned : euro;
  const body = list.map((row) => [String(row.year), money(row.value, show), ...(hasDraws ? [show(row.low), show(row.high)] : [])]);
  byId("verschil").replaceChildren(figure({
    title,
    level: "h2",
    unit: t("eenheid_definitief", t(unit === 1e8 ? "eenheid_mln" : "eenheid_duizend")),
    note: hasDraws ? t("snor", count(draws), band) : t(isMailed ? "geen_trekkingen" : "trekkingen_volgen"),
    chart: bars(list, widthOf(byId("verschil")), title, unit),
    table: simpleTable(heads, body),
  }));
}

function chooser() {
  if (scenarios.length < 3) return;
  const options = scenarios.map((one, index) => [String(index), one.naam]).slice(1);
  byId("keuze").append(
    select(t("vergelijk"), options, state.other, (value) => choose({ other: Number(value) })),
    h("p", { class: "klein" }, t("met"), " ", named(scenarios[0].naam)),
  );
}

export function showAnswer() {
  chooser();
  watch(["other"], words);
  watch(["other", "width"], chart);
}

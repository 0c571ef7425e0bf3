// The first screen: the question, the answer, and the difference per year.

import { data, difference, draws, hasDraws, national, negligible, quantiles, remarkAbout, scenarios, t, years } from "../base/data.js";
import { byId, figure, h, named, s, select, simpleTable } from "../base/dom.js";
import { frame, linear, niceRange, xYears, yAxis } from "../base/axes.js";
import { widthOf } from "../base/width.js";
import { choose, compares, state, watch } from "../base/state.js";
import { count, euroSigned, millionsShort, millionsSigned } from "../base/format.js";

const FIELD = "uitkering_definitief";

const MOST_REMARKS = 2;

// What the scenarios are about, where the question does not say so already, and what to know of them.
function about(answer) {
  const shown = compares ? [0, state.other] : [0];
  const subjects = shown.map((index) => scenarios[index]).filter((one) => one.vraag && one.vraag !== answer.vraag);
  const remarks = data.opmerkingen.filter((one) => one.scenarios.some((index) => shown.includes(index)));
  return [...subjects.map((one) => h("p", { class: "klein" }, h("strong", {}, named(one.naam)), ": ", h("span", { lang: "nl" }, named(one.vraag)))),
    ...remarks.slice(0, MOST_REMARKS).map((one) => h("p", { class: "klein letop" }, h("strong", {}, t("opmerkingen")), ", ", named(remarkAbout(one)), ": ", named(one.tekst))),
    ...(remarks.length > MOST_REMARKS ? [h("p", { class: "klein" }, h("a", { href: "#opmerkingen" }, t("opmerkingen_meer")))] : [])];
}

function words() {
  const answer = data.antwoorden[compares ? state.other - 1 : 0];
  byId("vraag").textContent = answer.vraag;
  byId("cijfer").textContent = answer.cijfer;
  byId("cijfer").classList.toggle("minder", answer.cijfer.startsWith("\u2212"));
  byId("zin").textContent = answer.zin;
  byId("omschrijvingen").replaceChildren(...about(answer));
  byId("feiten").replaceChildren(...answer.feiten.map((fact) =>
    h("div", {}, h("dt", {}, fact.tekst), h("dd", {}, fact.cijfer))));
}

// What is drawn: the difference with the first scenario, or what is left after costs.
function rows() {
  return years.map((year, index) => {
    const value = compares
      ? national(state.other, FIELD, index) - national(0, FIELD, index)
      : national(0, "saldo", index);
    const band = compares
      ? quantiles(difference(state.other), FIELD, index)
      : quantiles(0, "saldo", index);
    return { year, value, nothing: negligible(value, national(0, FIELD, index)), low: band ? band[0] : null, high: band ? band[4] : null };
  });
}

// Bars from zero with a whisker from P5 to P95 beside each. The number stands at the end of its bar.
export function bars(list, width, title) {
  const [height, left, top, bottom] = [230, 38, 22, 26];
  const all = list.flatMap((row) => [row.nothing ? 0 : row.value, row.low ?? row.value, row.high ?? row.value]);
  const range = niceRange(all.map((cents) => cents / 1e8), 5);
  const y = linear(range.low, range.high, height - bottom, top);
  const room = (width - left) / list.length;
  const x = (index) => left + room * (index + 0.5);
  const told = list.map((row) => `${row.year}: ${millionsSigned(row.value)}`).join("; ");
  const svg = frame(width, height, title, told);
  yAxis(svg, range, y, left, width);
  const thick = Math.min(46, room * 0.56);
  // Too narrow for a number beside a whisker: all of them above the chart.
  const narrow = room < 44;
  list.forEach((row, index) => {
    const [from, to] = [y(0), y(row.nothing ? 0 : row.value / 1e8)];
    const sign = row.value < 0 ? "min" : "plus";
    if (!row.nothing) svg.append(s("rect", { class: `staaf ${sign}`, x: x(index) - thick / 2, width: thick, y: Math.min(from, to), height: Math.max(1, Math.abs(from - to)) }));
    if (row.low !== null && row.low !== row.high) {
      const [low, high] = [y(row.low / 1e8), y(row.high / 1e8)];
      const beside = x(index) + thick / 2 + 5;
      svg.append(s("path", { class: "snor", d: `M${beside} ${low}V${high}M${beside - 3} ${low}h6M${beside - 3} ${high}h6` }));
    }
    const below = row.value < 0 && !row.nothing;
    const place = narrow ? top - 10 : below ? to + 14 : to - 5;
    svg.append(s("text", { class: "waarde", x: x(index), y: place, "text-anchor": "middle" }, (narrow ? millionsShort : millionsSigned)(row.value)));
  });
  xYears(svg, x, height - 6, room);
  return svg;
}

function chart() {
  const list = rows();
  const title = compares ? t("verschil_per_jaar") : t("saldo_per_jaar");
  const heads = [t("jaar"), compares ? t("verschil") : t("kolom.saldo"), ...(hasDraws ? ["P5", "P95"] : [])];
  const body = list.map((row) => [String(row.year), euroSigned(row.value),
    ...(hasDraws ? [euroSigned(row.low), euroSigned(row.high)] : [])]);
  byId("verschil").replaceChildren(figure({
    title,
    level: "h2",
    unit: t(compares ? "eenheid_definitief" : "eenheid_mln"),
    note: hasDraws ? t("snor", count(draws)) : t("geen_trekkingen"),
    chart: bars(list, widthOf(byId("verschil")), title),
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

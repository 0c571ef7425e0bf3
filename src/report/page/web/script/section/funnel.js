// How far gemeenten come out differently: a line for each against its size, and the groups as a table.

import { data, gemeenten, apartOf, t } from "../base/data.js";
import { byId, h, named, openGemeente, s } from "../base/dom.js";
import { figure, tableBox } from "../base/figure.js";
import { frame, labelWidth, linear, niceRange, sample, yAxis } from "../base/axes.js";
import { widthOf } from "../base/width.js";
import { count, percent, percentSigned } from "../base/format.js";
import { state, watch } from "../base/state.js";

const SIZES = [2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000, 1000000];

const points = (value) => percentSigned(value / 10000);
const mille = (value) => percent(value / 1000);

// Upright lines from one measure to another, as one path.
const uprights = (name, x, y, from, to) => s("path", { class: name, scenario: state.other,
  d: from.map((value, g) => `M${x(gemeenten.inwoners[g]).toFixed(1)} ${y(value / 100).toFixed(1)}V${y(to[g] / 100).toFixed(1)}`).join("") });

// What the draws say of the gemeente that the reader chose.
function ownSentence(one, measures) {
  const of = (place) => measures[place][state.gemeente];
  const own = t("uiteen_zin", gemeenten.naam[state.gemeente], points(of(0)), points(of(2)), mille(of(6)), mille(of(7)));
  return one.blijvend ? `${own} ${t("uiteen_zin_blijvend", mille(of(8)))}` : own;
}

function funnelChart(one, measures, width, title) {
  const [height, left, right, top, bottom] = [340, 42, 14, 26, 40];
  const people = gemeenten.inwoners.map((value) => Math.max(1, value));
  const [least, most] = [Math.min(...people), Math.max(...people)];
  const log = linear(Math.log(least), Math.log(Math.max(most, least + 1)), left + 10, width - right - 10);
  const x = (value) => log(Math.log(Math.max(1, value)));
  const range = niceRange([...measures[0], ...measures[2]].map((value) => value / 100), 6);
  const y = linear(range.low, range.high, height - bottom, top);
  const svg = frame(width, height, title, one.rijen.map((row) => `${row.naam}: P5 ${points(row.maten[0])}, P95 ${points(row.maten[2])}`).join("; "));
  yAxis(svg, range, y, left, width - right);
  svg.append(s("text", { class: "as", x: 0, y: 12 }, t("uiteen_as_y")));
  let end = -Infinity;
  for (const size of SIZES.filter((mark) => mark >= least && mark <= most)) {
    const half = labelWidth(count(size)) / 2;
    if (x(size) - half < end + 8) continue;
    end = x(size) + half;
    svg.append(s("line", { class: "lijntje", x1: x(size), x2: x(size), y1: height - bottom, y2: height - bottom + 5 }),
      s("text", { class: "as", x: x(size), y: height - bottom + 18, "text-anchor": "middle" }, count(size)));
  }
  svg.append(s("text", { class: "as", x: width - right, y: height - 4, "text-anchor": "end" }, t("uiteen_as_x")));
  svg.append(uprights("trechter", x, y, measures[0], measures[2]));
  if (one.blijvend) svg.append(uprights("trechter toeval", x, y, measures[3], measures[5]));
  const own = state.gemeente;
  const [ox, low, high] = [x(people[own]), y(measures[0][own] / 100), y(measures[2][own] / 100)];
  const anchor = ox < width / 3 ? "start" : ox > (2 * width) / 3 ? "end" : "middle";
  svg.append(s("path", { class: "snor", d: `M${ox} ${low}V${high}M${ox - 4} ${low}h8M${ox - 4} ${high}h8` }),
    s("circle", { class: "punt eigen", cx: ox, cy: y(measures[1][own] / 100), r: 3.5 }),
    s("text", { class: "naam", x: ox, y: high - 7, "text-anchor": anchor }, gemeenten.naam[own]));
  return svg;
}

const legendOf = (one) => h("p", { class: "klein legenda" }, sample("trechter staal-lijn", { scenario: state.other }), " ", t(one.blijvend ? "uiteen_met" : "uiteen_alles"),
  one.blijvend ? [" ", sample("trechter toeval staal-lijn", { scenario: state.other }), " ", t("uiteen_zonder")] : null, " ", sample("snor"), " ", t("uiteen_eigen"));

function apartTable(one) {
  const heads = [t("gemeenten"), "P5", "P50", "P95", ...(one.blijvend ? [t("uiteen_p5_zonder"), t("uiteen_p95_zonder")] : []), t("uiteen_1"), t("uiteen_5"), ...(one.blijvend ? [t("uiteen_blijvend")] : [])];
  const cells = ({ gemeenten: number, maten }) => [count(number), points(maten[0]), points(maten[1]), points(maten[2]),
    ...(one.blijvend ? [points(maten[3]), points(maten[5])] : []), mille(maten[6]), mille(maten[7]), ...(one.blijvend ? [mille(maten[8])] : [])];
  const row = (group) => h("tr", { class: group.soort === "landelijk" ? "samen" : null }, h("th", { scope: "row" }, named(group.naam)), cells(group).map((cell) => h("td", {}, cell)));
  return h("table", { class: "smal groepen" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("uiteen_groep")), heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, one.rijen.map(row)));
}

export function showFunnel() {
  const place = byId("trechter");
  watch(["other", "gemeente", "width"], () => {
    const one = data.uiteen[state.other - 1];
    const measures = apartOf(state.other);
    const title = t("uiteen_titel", one.periode);
    if (!one.beweegt) {
      place.replaceChildren(h("p", { class: "slot" }, t("uiteen_geen")));
      return;
    }
    place.replaceChildren(
      figure({ title, unit: t("uiteen_eenheid", count(one.trekkingen)), chart: h("div", {}, funnelChart(one, measures, Math.min(widthOf(place), 900), title), legendOf(one)) }),
      h("p", { class: "slot" }, named(ownSentence(one, measures)), " ", h("button", { type: "button", class: "naamknop", onclick: () => openGemeente(state.gemeente) }, t("kop_gemeente"))),
      tableBox(title, apartTable(one)),
      h("ul", { class: "opmerkingen" }, one.zinnen.map((sentence) => h("li", { class: "klein" }, sentence))));
  });
}

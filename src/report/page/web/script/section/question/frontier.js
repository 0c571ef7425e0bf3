// What every step of a rhythm buys in months of advance, against what it leaves idle; of any other figure one column
// against another. Drawn from an answer of `spuk solve --tegen --format json`; a page that is mailed may hold one.

import { data, t } from "../../base/data.js";
import { byId, h, named, s } from "../../base/dom.js";
import { figure, money, simpleTable } from "../../base/figure.js";
import { frame, labelWidth, linear, niceRange, path, yAxis } from "../../base/axes.js";
import { widthOf } from "../../base/width.js";
import { count, decimal, euroMillions, percent, plain } from "../../base/format.js";
import { watch } from "../../base/state.js";

const STANDS = "zoals-het-is";
const cents = (euros) => Math.round(euros * 100);

// Shares of a list as people say them: 40/30/30. Whatever else a value is stays as it is.
function spoken(value) {
  const shares = value.match(/\d+(?:\.\d+)?/g);
  if (!value.startsWith("[") || !shares) return /^-?\d/.test(value) ? decimal(value) : value;
  return shares.map((share) => decimal(String(Number((Number(share) * 100).toFixed(4))))).join("/");
}

// What lies along an axis: how it is reckoned, and what a value of it is called.
function axesOf({ vraag, regels }) {
  if (vraag.varieer[0].startsWith("betaalritme.") && regels.some((row) => row.maanden_voorschot !== null)) {
    return { rhythm: true, x: (row) => row.maanden_voorschot, y: (row) => row.grootste_overschot / 1e6, unit: t("afweging_eenheid_ritme") };
  }
  const side = (name, index) => {
    const [per, unit] = vraag.eenheden[index] === "euro" ? [1e6, t("eenheid_mln")] : [1, t("gewicht_personen")];
    return { of: (row) => row[name] / per, name: `${t(`kolom.${vraag[name]}`)}, ${unit}` };
  };
  const [x, y] = [side("tegen", 1), side("veld", 0)];
  return { rhythm: false, x: x.of, y: y.of, unit: t("afweging_eenheid", x.name, y.name) };
}

// Places along a line, close enough to know where it runs.
const between = (points) => points.flatMap((from, index) => (index ? Array.from({ length: 24 }, (_, part) => [0, 1].map((axis) => points[index - 1][axis] + ((from[axis] - points[index - 1][axis]) * (part + 1)) / 24)) : [from]));

// Where a label of this width stands beside a place with the least in its way, within the chart.
function roomFor(width, [x, y], taken, frame) {
  const ways = [[10, 4], [10, -9], [10, 18], [-10 - width, 4], [-10 - width, -9], [-10 - width, 18], [-width / 2, -12], [-width / 2, 22]];
  const found = ways.map(([dx, dy]) => {
    const box = { left: x + dx - 3, right: x + dx + width + 3, top: y + dy - 13, bottom: y + dy + 4 };
    const outside = box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom;
    const hits = taken.filter(([px, py]) => px > box.left && px < box.right && py > box.top && py < box.bottom).length;
    return { at: [x + dx, y + dy], cost: hits + (outside ? 1000 : 0) };
  });
  return found.reduce((best, one) => (one.cost < best.cost ? one : best)).at;
}

function tradeOffChart(steps, marked, axes, width, title) {
  const [height, left, top, bottom] = [Math.min(400, Math.max(280, width * 0.55)), 40, 26, 40];
  const all = [...steps, ...marked.flatMap(({ rows }) => rows)];
  const [xs, ys] = [niceRange(all.map(axes.x), 6, !axes.rhythm), niceRange(all.map(axes.y), 5, !axes.rhythm)];
  const x = linear(xs.low, xs.high, left + 10, width - 24);
  const y = linear(ys.low, ys.high, height - bottom, top);
  const place = (row) => [x(axes.x(row)), y(axes.y(row))];
  const words = (row) => `${spoken(row.waarde)}: ${plain(axes.x(row), xs.step)}, ${plain(axes.y(row), 0.1)}`;
  const svg = frame(width, height, title, all.map(words).join("; "));
  yAxis(svg, ys, y, left, width);
  for (const mark of xs.marks) svg.append(s("line", { class: "lijntje", x1: x(mark), x2: x(mark), y1: top, y2: height - bottom }), s("text", { class: "as", x: x(mark), y: height - bottom + 16, "text-anchor": "middle" }, plain(mark, xs.step)));
  svg.append(s("path", { class: "lijn", scenario: 1, d: path(steps.map(place)) }));
  for (const row of steps) svg.append(s("circle", { class: "stap", scenario: 1, cx: place(row)[0], cy: place(row)[1], r: 4 }, s("title", {}, words(row))));
  const names = [...marked.map(({ rows, name }) => ({ name, at: place(rows[0]), known: true })),
    ...[steps[0], steps[steps.length - 1]].filter((row) => row && !row.merk).map((row) => ({ name: spoken(row.waarde), at: place(row), known: false }))];
  const taken = between(steps.map(place));
  for (const { at: [cx, cy], known } of names) if (known) svg.append(s("circle", { class: "kenpunt", cx, cy, r: 6 }));
  for (const { name, at, known } of names) {
    const [x1, y1] = roomFor(labelWidth(name), at, taken, { left, right: width, top: 12, bottom: height - bottom });
    svg.append(s("text", { class: known ? "naam" : "as inkt", x: x1, y: y1 }, name));
    taken.push(...[0, 0.5, 1].map((part) => [x1 + part * labelWidth(name), y1 - 4]));
  }
  if (axes.rhythm) svg.append(s("text", { class: "as inkt", x: width, y: height - 2, "text-anchor": "end" }, t("afweging_maanden")), s("text", { class: "as inkt", x: 0, y: 12 }, t("afweging_stil")));
  return svg;
}

// An answer as it stands on a page: the picture, and its rows as a table.
export function tradeOff(answer, { width, level = "h3" }) {
  const axes = axesOf(answer);
  const possible = answer.regels.filter((row) => row.veld !== null && (!axes.rhythm || row.maanden_voorschot !== null));
  const steps = possible.filter((row) => !row.merk || row.merk === STANDS);
  const title = t("afweging_titel", answer.vraag.varieer.join(", "));
  // What is known by name; of the same choice both names.
  const marked = [];
  for (const row of possible.filter(({ merk }) => merk)) {
    const name = row.merk === STANDS ? t("afweging_nu") : row.merk;
    const same = marked.find(({ rows: [other] }) => axes.x(other) === axes.x(row) && axes.y(other) === axes.y(row));
    if (same) Object.assign(same, { name: row.merk === STANDS ? `${same.name}, ${name}` : `${name}, ${same.name}` });
    else marked.push({ rows: [row], name });
  }
  const months = (number) => (number === 1 ? t("afweging_maand_een") : t("afweging_maand", count(number)));
  const said = axes.rhythm ? marked.map(({ rows: [row], name }) => h("p", { class: "cohortzin" }, named(t("afweging_keuze", name, months(row.maanden_voorschot), euroMillions(cents(row.grootste_overschot), t("mln")))))) : [];
  const result = (value, unit) => (value === null ? t("gewicht_kan_niet") : unit === "euro" ? money(cents(value)) : unit === "deel" ? percent(value) : count(value));
  const heads = [t("afweging_waarde"), t(`kolom.${answer.vraag.veld}`), t(`kolom.${answer.vraag.tegen}`), t("maanden"), t("voorschot"), t("overschot")];
  const rows = answer.regels.map((row) => [`${spoken(row.waarde)}${row.merk ? ` (${row.merk === STANDS ? t("afweging_nu") : row.merk})` : ""}`,
    result(row.veld, answer.vraag.eenheden[0]), result(row.tegen, answer.vraag.eenheden[1]),
    ...(row.maanden_voorschot === null ? ["\u2013", "\u2013", "\u2013"] : [count(row.maanden_voorschot), money(cents(row.grootste_voorschot)), money(cents(row.grootste_overschot))])]);
  const [first, last] = [steps[0], steps[steps.length - 1]].map((row) => row && spoken(row.waarde));
  return h("div", { class: "stapel" }, said, figure({ title, level, unit: axes.unit,
    note: [t(axes.rhythm ? "afweging_uitleg" : "afweging_uitleg_ander", first, last), answer.afgeleid.length ? t("afweging_afgeleid", answer.afgeleid.join(", ")) : ""].join(" "),
    chart: h("div", {}, tradeOffChart(steps, marked, axes, Math.min(width, 820), title)), table: simpleTable(heads, rows) }));
}

export function showTradeOff() {
  watch(["width"], () => byId("afwegingen").replaceChildren(tradeOff(data.afweging, { width: widthOf(byId("afwegingen")) })));
}

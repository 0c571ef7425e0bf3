// What matters most: every figure from low to high, one at a time, and what that does to a result. Drawn from an
// answer of `spuk sensitivity --format json` of one unit; a page that is mailed holds some.

import { data, scenarios, t } from "../../base/data.js";
import { byId, h, named, s } from "../../base/dom.js";
import { figure, money } from "../../base/figure.js";
import { LINE, frame, inLines, labelWidth, linear, niceRange } from "../../base/axes.js";
import { widthOf } from "../../base/width.js";
import { compares, state, watch } from "../../base/state.js";
import { count, decimal, euro, percent, plainSigned } from "../../base/format.js";

const STANDING = ["gepubliceerd", "afgeleid", "aanname"];
const [FEWEST_BARS, MOST_BARS] = [10, 15];
// From this width on names stand beside the bars.
const ROOMY = 620;

// How a result is written, and a difference with it: euros in the unit in which the largest has a few figures.
function resultWriter(unit, largest) {
  if (unit === "personen") return { whole: count, off: (people) => plainSigned(people, 1), per: 1, unit: t("gewicht_personen") };
  if (unit === "deel") return { whole: percent, off: (share) => `${plainSigned(share * 100, 0.1)}%`, per: 0.01, unit: t("gewicht_procent") };
  const [per, step, name] = largest >= 1e6 ? [1e6, largest >= 1e7 ? 0.1 : 0.01, t("eenheid_mln")] : largest >= 1e4 ? [1e3, 0.1, t("eenheid_duizend")] : [1, 1, t("euro")];
  return { whole: (euros) => euro(Math.round(euros * 100)), off: (euros) => plainSigned(euros / per, step), per, unit: name };
}

// What a figure is at an end: itself, or of a series how far all of it moves; where the answer has the parts of a
// series that moves over its range, what the first of them and the last go to.
function endFigure(row, end, { regels, vraag }) {
  const low = end === "laag";
  if (row.soort === "reeks" && row.beweging === "stap") return `${low ? "\u2212" : "+"}${step(vraag.stap)}`;
  if (row.soort === "reeks" && row.beweging === "een") return low ? "\u22121" : "+1";
  if (row.soort === "reeks") return fromTo(partsThatMove(row, regels), end) ?? (low ? "P5" : "P95");
  return row[end] === null ? "" : figureText(row, row[end]);
}

// The parts of a series that move with it, the earliest first.
const partsThatMove = (row, rows) => rows.filter((one) => one.deel_van === row.sleutel && one.beweging === row.beweging && one.laag !== null).sort((one, other) => (one.sleutel < other.sleutel ? -1 : 1));

// The value of the first part and of the last; one value where it is the same in all.
function fromTo(parts, which) {
  if (!parts.length) return null;
  const values = parts.map((part) => figureText(part, part[which]));
  return new Set(values).size === 1 ? values[0] : `${values[0]} \u2192 ${values.at(-1)}`;
}

// Keys of a scenario that end in one of these hold a year. A year is no amount: it has no separator of thousands.
const OF_A_YEAR = ["jaar", "prijspeil", "referentiejaar", "tot", "van", "vanaf", "vanaf_cohort"];
const figureText = (row, value) => (OF_A_YEAR.includes(row.sleutel.split(".").at(-1)) ? String(value) : decimal(value));

// A share in whole per cent has no decimals.
const step = (share) => percent(share).replace(/[.,]0(?=%)/, "");

// The figures of an answer that move the result, those that move it most first, and how many of them are drawn. What is
// settled is drawn nowhere and has a total of its own: another value of it is another decision, no uncertainty.
function weighed(answer) {
  const [base] = answer.uitkomst;
  const all = answer.regels.filter((row) => !row.deel_van && row.zwaai).map((row) => {
    const end = (name) => ({ figure: endFigure(row, name, answer), off: row[`uitkomst_${name}`] === null ? null : row[`uitkomst_${name}`] - base });
    return { row, ends: [end("laag"), end("hoog")] };
  });
  const [rows, settled] = [all.filter(({ row }) => row.aard !== "vastgesteld"), all.filter(({ row }) => row.aard === "vastgesteld")];
  const first = answer.verklaren_95_procent ?? 0;
  return { base, rows, settled, first, shown: rows.slice(0, Math.min(MOST_BARS, Math.max(FEWEST_BARS, first + 2))) };
}

// That so many explain nearly everything, in a word where they are few.
const explained = (first) => (first === 1 ? t("gewicht_95_een") : t("gewicht_95", t("telwoorden").split(" ")[first - 1] ?? count(first)));

// Which way each end lies; one that changes nothing is on the side that the other leaves free.
const sidesOf = (ends) => ends.map(({ off }, index) => Math.sign(off ?? 0) || -Math.sign(ends[1 - index].off ?? 0) || (index ? 1 : -1));

function tornadoChart({ base, first, shown }, write, width, title) {
  const beside = width >= ROOMY;
  const left = beside ? Math.min(300, Math.round(width * 0.36)) : 0;
  // Each figure by its name, its key and how firm it is, on as many lines as that takes.
  const names = shown.map(({ row: own }) => [["naam", inLines(keyInWords(own.sleutel), beside ? left - 16 : width, 3)], ["as sleutelnaam", keyInLines(own.sleutel, beside ? left - 16 : width)], ["as", [t(`status.${own.status}`)]]]
    .flatMap(([name, lines]) => lines.map((text) => [name, text])));
  const tall = LINE * Math.max(...names.map((lines) => lines.length));
  const [top, row, thick] = [44, beside ? Math.max(46, tall + 10) : tall + 46, 18];
  const words = (end) => [end.figure, end.off === null ? t("gewicht_kan_niet") : write.off(end.off)];
  const room = (side) => 12 + Math.ceil(Math.max(0, ...shown.flatMap(({ ends }) => ends.filter((_, index) => sidesOf(ends)[index] === side).flatMap((end) => words(end).map(labelWidth)))));
  const offs = [0, ...shown.flatMap(({ ends }) => ends.map(({ off }) => (off ?? 0) / write.per))];
  const range = niceRange(offs, beside ? 6 : 3);
  const x = linear(Math.min(...offs), Math.max(...offs), left + room(-1), width - room(1));
  // Room for the line below those that explain nearly everything.
  const [drawsLine, gap] = [first > 0 && first < shown.length, 22];
  const yOf = (index) => top + row * index + (drawsLine && index >= first ? gap : 0);
  const height = yOf(shown.length) + 4;
  const svg = frame(width, height, title, shown.map(({ row: own, ends }) => `${own.sleutel}: ${ends.map((end) => words(end).join(" ")).join(", ")}`).join("; "));
  for (const mark of range.marks) {
    const zero = Math.abs(mark) < range.step / 1e6;
    if (x(mark) < left || x(mark) > width) continue;
    svg.append(s("line", { class: zero ? "nul" : "lijntje", x1: x(mark), x2: x(mark), y1: top - 4, y2: height }));
    const name = plainSigned(mark, range.step);
    if (!zero && x(mark) + labelWidth(name) / 2 <= width) svg.append(s("text", { class: "as", x: x(mark), y: top - 10, "text-anchor": "middle" }, name));
  }
  const stands = t("gewicht_is", write.whole(base));
  const half = labelWidth(stands) / 2 + 2;
  svg.append(s("text", { class: "naam", x: Math.min(Math.max(x(0), half), width - half), y: 13, "text-anchor": "middle" }, stands));
  shown.forEach(({ row: own, ends }, index) => {
    const y = yOf(index);
    const middle = beside ? y + row / 2 : y + row - 20;
    const upper = beside ? middle - (LINE * names[index].length) / 2 + 11 : y + 15 + tall - LINE * names[index].length;
    names[index].forEach(([name, text], line) => svg.append(s("text", { class: name, x: 0, y: upper + LINE * line }, text)));
    const sides = sidesOf(ends);
    // Two ends on one side share the bar: one above the other.
    const split = sides[0] === sides[1];
    ends.forEach((end, which) => {
      const to = x((end.off ?? 0) / write.per);
      const high = split ? thick / 2 : thick;
      if (end.off) svg.append(s("rect", { class: `gewicht ${own.status} ${which ? "hoog" : "laag"}`, x: Math.min(x(0), to), width: Math.max(1, Math.abs(to - x(0))), y: middle - thick / 2 + (split && which ? high : 0), height: high }));
      // Of two on one side only the further has room for words.
      if (split && Math.abs(end.off ?? 0) < Math.abs(ends[1 - which].off ?? 0)) return;
      const put = (name, text, dy) => svg.append(s("text", { class: name, x: to + sides[which] * 6, y: middle + dy, "text-anchor": sides[which] < 0 ? "end" : "start" }, text));
      const [figureThere, amount] = words(end);
      put("as inkt", figureThere, -2);
      put("waarde", amount, 13);
    });
  });
  if (drawsLine) {
    const y = top + row * first + 4;
    svg.append(s("line", { class: "grenslijn", x1: 0, x2: width, y1: y, y2: y }), s("text", { class: "waarde", x: width, y: y + 14, "text-anchor": "end" }, explained(first)));
  }
  return svg;
}

// A key on as many lines as it takes, broken behind its points.
function keyInLines(key, width) {
  const lines = [""];
  for (const part of key.split(/(?<=\.)/)) {
    const longer = `${lines.at(-1)}${part}`;
    if (!lines.at(-1) || labelWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

// The figures themselves, all that move the result: what can turn out otherwise and what is settled each by themselves,
// since each has a total of its own.
function weightsTables({ rows, settled }, answer, write) {
  const parts = [["gewicht_anders", rows], ["gewicht_vast", settled]].filter(([, own]) => own.length);
  if (!settled.length) return weightsTable(rows, answer, write);
  return h("div", { class: "stapel" }, parts.map(([name, own]) => [h("p", { class: "paneelkop" }, t(name)), weightsTable(own, answer, write)]));
}

// Each figure with its source.
function weightsTable(rows, { vraag, regels }, write) {
  const heads = ["sleutel", "gewicht_van", "gewicht_nu", "gewicht_tot", "gewicht_laag", "gewicht_hoog", "gewicht_deel", "status", "bron"];
  const result = (value) => {
    if (value === null) return t("gewicht_kan_niet");
    return vraag.eenheid === "euro" ? money(Math.round(value * 100)) : write.whole(value);
  };
  const lines = rows.map(({ row, ends: [low, high] }) => h("tr", {}, h("th", { scope: "row" }, keyInWords(row.sleutel), " ", h("code", { class: "klein" }, row.sleutel)),
    [low.figure, row.soort === "reeks" ? fromTo(partsThatMove(row, regels), "waarde") ?? "" : row.waarde === null ? "" : figureText(row, row.waarde), high.figure, result(row.uitkomst_laag), result(row.uitkomst_hoog), percent(row.aandeel ?? 0)].map((cell) => h("td", { class: "getal" }, cell)),
    h("td", {}, h("span", { class: `status ${row.status}` }, t(`status.${row.status}`))), h("td", {}, row.bron)));
  return h("table", { class: "lijst gewichten" }, h("thead", {}, h("tr", {}, heads.map((key) => h("th", { scope: "col" }, t(key))))), h("tbody", {}, lines));
}

// A key in words: what its table is about, and what it says itself.
function keyInWords(key) {
  const [table, ...rest] = key.split(".").filter((part) => part !== "pad");
  const [subject, own] = [data.cijfers.onderwerpen[table] ?? table, rest.map((part) => part.replaceAll("_", " ")).join(", ")];
  return own ? `${subject}, ${own}` : subject;
}

// The figure that matters most and that nobody published is the one to ask for: in words, and by its key in small.
function whatToAsk(answer) {
  const asked = answer.regels.find((row) => row.sleutel === answer.vraag_na);
  if (!asked) return h("p", { class: "slot" }, t("gewicht_geen_vraag"));
  return h("p", { class: "slot" }, named(t("gewicht_vraag", keyInWords(asked.sleutel), percent(asked.aandeel ?? 0), asked.bron ?? "")), " ", h("code", { class: "klein" }, asked.sleutel));
}

const swatch = (status) => s("svg", { class: "staal", width: 22, height: 12, "aria-hidden": "true" }, s("rect", { class: `gewicht ${status} hoog`, x: 1, y: 1, width: 20, height: 10 }));

// An answer as it stands on a page: the chart with its figures, and what to do. `about` says what the result is of.
export function tornado(answer, { width, about, level = "h3" }) {
  const found = weighed(answer);
  const title = t("gewicht_titel", about);
  if (!found.rows.length) return h("div", { class: "tornado" }, h(level, {}, title), h("p", { class: "slot" }, t("gewicht_niets")));
  const series = found.shown.some(({ row }) => row.soort === "reeks" && partsThatMove(row, answer.regels).length);
  const write = resultWriter(answer.vraag.eenheid, Math.max(...found.rows.map(({ row }) => row.zwaai)));
  const known = STANDING.filter((status) => found.shown.some(({ row }) => row.status === status));
  const rest = found.rows.length - found.shown.length;
  const notes = [t(answer.vraag.over_bereik ? "gewicht_bereik" : "gewicht_stap", step(answer.vraag.stap)), series ? t("gewicht_reeks") : "", found.first ? t("gewicht_los", explained(found.first)) : "", rest ? t("gewicht_rest", count(rest)) : ""];
  return h("div", { class: "stapel tornado" }, figure({
    title,
    level,
    unit: t("gewicht_eenheid", write.unit),
    chart: h("div", {}, h("p", { class: "sleutel" }, known.map((status) => h("span", {}, swatch(status), " ", t(`status.${status}`)))), tornadoChart(found, write, Math.min(width, 980), title)),
    note: notes.filter(Boolean).join(" "),
    table: weightsTables(found, answer, write),
  }), whatToAsk(answer));
}

// Of the difference that is looked at, and of the first scenario by itself.
export function showWeights() {
  watch(["other", "width"], () => {
    const width = widthOf(byId("gewichtenlijst"));
    const other = data.gewichten.filter(({ ander }) => compares && ander === state.other);
    const parts = [...other, ...data.gewichten.filter(({ ander }) => ander === null)].map(({ ander, antwoord }) => tornado(antwoord, { width,
      about: ander === null ? scenarios[0].naam : t("gewicht_verschil", scenarios[ander].naam, scenarios[0].naam) }));
    byId("gewichtenlijst").replaceChildren(...parts);
  });
}

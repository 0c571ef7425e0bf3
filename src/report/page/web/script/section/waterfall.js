// Why: from one scenario to the other in steps that add up to the cent.

import { causes, local, national, negligible, scenarios, t } from "../base/data.js";
import { byId, h, s, yearSelect } from "../base/dom.js";
import { figure, money, simpleTable } from "../base/figure.js";
import { frame, inLines, label, linear, niceRange } from "../base/axes.js";
import { widthOf } from "../base/width.js";
import { euro, euroCents, euroCentsSigned, euroSigned, millions, millionsSigned, plain } from "../base/format.js";
import { compares, state, watch } from "../base/state.js";
import { chosenYear } from "./map.js";

const GRANTED = "uitkering_definitief";
const PARTS = ["bgo_definitief", "ba_definitief", "abo_definitief"];

// The steps of the country (`gemeente` null) or of one gemeente, in the year that is chosen.
export function steps(gemeente) {
  const amount = (scenario, name) => (gemeente === null ? national(scenario, name, state.year) : local(scenario, name, state.year, gemeente));
  if (!compares) {
    return { from: null, to: { name: t(`kolom.${GRANTED}`), value: amount(0, GRANTED) },
      list: PARTS.map((name) => ({ name: t(`kolom.${name}`), value: amount(0, name) })) };
  }
  const list = causes(state.other, state.year, gemeente).map(({ words, value }) => ({ name: words.map((word) => t(`deel.${word}`)).join(" + "), value }));
  return { from: { name: scenarios[0].naam, value: amount(0, GRANTED) }, to: { name: scenarios[state.other].naam, value: amount(state.other, GRANTED) }, list };
}

// Bars that hang on each other, from zero to the whole difference. Above and below them, without a bar, what
// each scenario pays: that is no point on this axis.
function drawing({ from, to, list }, width, title, large) {
  const wide = width >= 560;
  const [top, row, left, right] = [26, wide ? 30 : 44, wide ? 250 : 10, wide ? 90 : 70];
  // The axis is in what the amounts beside the bars are in.
  const unit = large ? 1e8 : 100;
  const start = from ? from.value : 0;
  let sum = 0;
  const bars = list.map(({ name, value }) => ({ name, value, low: sum, high: (sum += value) }));
  bars.push({ name: from ? t("verschil") : to.name, value: to.value - start, low: 0, high: to.value - start, total: true });
  const range = niceRange(bars.flatMap(({ low, high }) => [low / unit, high / unit]), wide ? 6 : 4);
  const x = linear(range.low, range.high, left, width - right);
  const height = top + row * (bars.length + (from ? 2 : 0)) + 4;
  const shown = (value) => (large ? millionsSigned(value) : euroSigned(value));
  const level = ({ name, value }) => [name, large ? millions(value) : euro(value)];
  const said = bars.map(({ name, value }) => [name, shown(value)]);
  const svg = frame(width, height, title, (from ? [level(from), ...said, level(to)] : said).map((pair) => pair.join(": ")).join("; "));
  for (const mark of range.marks) {
    const zero = Math.abs(mark) < range.step / 1e6;
    svg.append(s("line", { class: zero ? "nul" : "lijntje", x1: x(mark), x2: x(mark), y1: top - 4, y2: height }),
      s("text", { class: "as", x: x(mark), y: 12, "text-anchor": "middle" }, plain(mark, range.step)));
  }
  const put = (name, index, bold) => {
    const y = top + row * index;
    const [where, lines] = wide ? [{ x: left - 14, y: y + 19, "text-anchor": "end" }, inLines(name, left - 14, 2)] : [{ x: 0, y: y + 12 }, inLines(name, width, 1)];
    svg.append(label({ class: bold ? "naam" : "as inkt", ...where }, lines));
    return wide ? y + 5 : y + 17;
  };
  const stand = (one, index) => {
    const y = put(one.name, index, false);
    const beside = x(0) > width / 2 ? { x: x(0) - 6, "text-anchor": "end" } : { x: x(0) + 6 };
    svg.append(s("text", { class: "as inkt", y: y + 14, ...beside }, level(one)[1]));
  };
  let index = 0;
  if (from) {
    stand(from, index);
    index += 1;
  }
  for (const { name, value, low, high, total } of bars) {
    const y = put(name, index, total);
    const [begin, end] = [x(low / unit), x(high / unit)];
    const sign = total ? "totaal" : value < 0 ? "min" : "plus";
    if (!negligible(value, to.value)) svg.append(s("rect", { class: `staaf ${sign}`, x: Math.min(begin, end), width: Math.max(1.5, Math.abs(end - begin)), y, height: 20 }));
    if (!total) svg.append(s("line", { class: "koppel", x1: end, x2: end, y1: y + 20, y2: y + row }));
    const after = value < 0 && end - 70 > left ? { x: end - 6, "text-anchor": "end" } : { x: Math.max(begin, end) + 6 };
    svg.append(s("text", { class: "waarde", y: y + 14, ...after }, shown(value)));
    index += 1;
  }
  if (from) stand(to, index);
  return svg;
}

export function waterfall(gemeente, width, title) {
  const found = steps(gemeente);
  if (compares && !found.list.length) return h("p", { class: "slot" }, t("geen_verschil"));
  const change = found.to.value - (found.from ? found.from.value : 0);
  if (compares && [change, ...found.list.map(({ value }) => value)].every((value) => negligible(value, found.from.value))) {
    return h("div", {}, h("h3", {}, title), h("p", { class: "slot" }, t("waarom_niets", chosenYear(), euroCentsSigned(change))));
  }
  const large = Math.max(...found.list.map(({ value }) => Math.abs(value)), Math.abs(change)) >= 1e8;
  const rows = found.list.map(({ name, value }) => [name, money(value, euroCentsSigned)]);
  rows.push([t(compares ? "verschil" : "samen"), money(change, euroCentsSigned)]);
  if (found.from) {
    rows.unshift([found.from.name, money(found.from.value, euroCents)]);
    rows.push([found.to.name, money(found.to.value, euroCents)]);
  }
  return figure({ title, unit: `${t(`kolom.${GRANTED}`)} ${chosenYear()}, ${t(large ? "eenheid_mln" : "euro")}`,
    chart: drawing(found, Math.min(width, 900), title, large), table: simpleTable([t("onderdeel"), t("in_euro_cent")], rows) });
}

export function showWhy() {
  const place = h("div", {});
  if (!compares) byId("waarom-tekst").textContent = t("bestaat_tekst");
  byId("oorzaken").replaceChildren(h("div", { class: "knoppen" }, yearSelect()), place);
  watch(["other", "year", "width"], () => {
    place.replaceChildren(waterfall(null, widthOf(byId("oorzaken")), t(compares ? "waarom_land" : "bestaat_land")));
  });
}

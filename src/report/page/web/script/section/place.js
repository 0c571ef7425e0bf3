// Where a gemeente stands among those of its size: a dot for each, its own marked.

import { gemeenten, t } from "../base/data.js";
import { h, named, s } from "../base/dom.js";
import { figure, simpleTable } from "../base/figure.js";
import { frame, linear, niceRange } from "../base/axes.js";
import { count, plain } from "../base/format.js";
import { compares, state } from "../base/state.js";
import { chosenYear } from "./map.js";
import { field, isRounding, quiet, roundingWords } from "../base/fields.js";

// Dots of one step stand on each other.
function stacked(list, x, dot) {
  const heights = new Map();
  return list.map(({ index, value }) => {
    const step = Math.round(x(value) / dot);
    const level = heights.get(step) ?? 0;
    heights.set(step, level + 1);
    return { index, value, step, level };
  });
}

export function place(gemeente, width) {
  const name = compares ? "verschil_inwoner" : "uitkering_inwoner";
  const shown = field(name);
  const peers = gemeenten.code.map((_, index) => index).filter((index) => gemeenten.klasse[index] === gemeenten.klasse[gemeente]);
  const list = peers.map((index) => ({ index, value: shown.of(index, state.year) })).filter(({ value }) => value !== null);
  // What is shown as the same amount is the same amount: nobody is ranked by a tenth of a cent.
  for (const one of list) one.value = Math.round(one.value);
  list.sort((one, other) => other.value - one.value || one.index - other.index);
  const own = list.find(({ index }) => index === gemeente);
  if (!own) return null;
  const rank = 1 + list.filter(({ value }) => value > own.value).length;
  // Of an even number of gemeenten halfway between the two in the middle, in whole cents as all that is shown.
  const [above, below] = [list[Math.floor((list.length - 1) / 2)].value, list[Math.floor(list.length / 2)].value];
  const median = Math.round((above + below) / 2);
  const group = gemeenten.klassen[gemeenten.klasse[gemeente]];
  const title = t("plaats", gemeenten.naam[gemeente], group);
  if (isRounding(name)) return h("div", {}, h("h3", {}, title), h("p", { class: "slot" }, roundingWords()));
  // Nobody is ranked by what is rounding.
  if (compares && peers.every((index) => quiet(name, index, state.year))) {
    return h("div", {}, h("h3", {}, title), h("p", { class: "slot" }, named(t("plaats_afronding", gemeenten.naam[gemeente], shown.show(own.value)))));
  }
  if (list.every(({ value }) => Math.abs(value - own.value) <= 1)) {
    return h("div", {}, h("h3", {}, title), h("p", { class: "slot" }, named(t(list.length > 1 ? "plaats_zelfde" : "plaats_alleen", gemeenten.naam[gemeente], shown.show(own.value), count(list.length - 1)))));
  }
  const range = niceRange(list.map(({ value }) => value / 100), 5, true);
  // Where people were divided by inhabitants, gemeenten differ by rounding only.
  const alike = list.length > 1 && list[0].value - list[list.length - 1].value < 0.02 * Math.abs(median);
  const [left, right] = [24, 24];
  const x = linear(range.low, range.high, left, width - right);
  const dot = 7;
  const dots = stacked(list, (value) => x(value / 100), dot);
  const tallest = Math.max(...dots.map(({ level }) => level)) + 1;
  const size = Math.min(dot, Math.max(2, 150 / tallest));
  const [top, bottom] = [34, 30];
  const height = top + tallest * size + bottom;
  const sentence = own.value === median ? t("plaats_midden", gemeenten.naam[gemeente], count(list.length), shown.show(own.value)) : t("plaats_zin", gemeenten.naam[gemeente], count(rank), count(list.length), shown.show(own.value), shown.show(median));
  const svg = frame(width, height, title, sentence);
  for (const mark of range.marks) {
    svg.append(s("line", { class: "lijntje", x1: x(mark), x2: x(mark), y1: top, y2: height - bottom + 4 }),
      s("text", { class: "as", x: x(mark), y: height - 10, "text-anchor": "middle" }, plain(mark, range.step)));
  }
  const centre = height - bottom - size / 2;
  for (const one of dots) {
    svg.append(s("circle", { class: one.index === gemeente ? "punt eigen" : "punt", cx: one.step * dot, cy: centre - one.level * size, r: Math.max(1, size / 2 - 0.5) },
      s("title", {}, `${gemeenten.naam[one.index]}: ${shown.show(one.value)}`)));
  }
  const mine = dots.find(({ index }) => index === gemeente);
  const [mx, my] = [mine.step * dot, centre - mine.level * size];
  const anchor = mx < width / 3 ? "start" : mx > (2 * width) / 3 ? "end" : "middle";
  svg.append(s("line", { class: "wijs", x1: mx, x2: mx, y1: 22, y2: my - size / 2 }), s("circle", { class: "punt eigen", cx: mx, cy: my, r: Math.max(3, size / 2) }),
    s("text", { class: "naam", x: mx, y: 15, "text-anchor": anchor }, `${gemeenten.naam[gemeente]} ${shown.show(own.value)}`));
  const rows = list.map(({ index, value }) => [`${1 + list.filter((one) => one.value > value).length}. ${gemeenten.naam[index]}`, shown.show(value)]);
  return h("div", {}, figure({ title, unit: `${shown.name()}, ${chosenYear()}, ${t("euro")}`, chart: svg,
    table: simpleTable([t("gemeente"), shown.name()], rows) }), h("p", { class: "slot" }, named(sentence)),
    alike ? h("p", { class: "klein" }, t("plaats_gelijk")) : null, besideModelled(gemeente, peers));
}

// What a place says where one is counted and others follow the model.
function besideModelled(gemeente, peers) {
  if (!gemeenten.geteld[gemeente]) return null;
  const modelled = peers.filter((index) => !gemeenten.geteld[index]).length;
  return modelled ? h("p", { class: "klein" }, t("plaats_geteld", gemeenten.naam[gemeente], count(modelled), count(peers.length - 1))) : null;
}

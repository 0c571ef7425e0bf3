// Scales and axes of a chart: round steps, thin lines, words where the eye ends.

import { s } from "./dom.js";
import { plain } from "./format.js";
import { years } from "./data.js";

// A round step of 1, 2, 2.5 or 5 for about so many marks.
export function niceStep(span, marks) {
  const raw = span / Math.max(1, marks);
  const power = 10 ** Math.floor(Math.log10(raw));
  const round = [1, 2, 2.5, 5, 10].find((step) => step * power >= raw * 0.999);
  return round * power;
}

// The scale of a range that takes in zero unless it may float.
export function niceRange(values, marks, floats = false) {
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (!floats) {
    low = Math.min(0, low);
    high = Math.max(0, high);
  }
  if (low === high) high = low + 1;
  const step = niceStep(high - low, marks);
  const from = Math.floor(low / step + 1e-9) * step;
  const to = Math.ceil(high / step - 1e-9) * step;
  const marked = [];
  for (let index = 0; index <= Math.round((to - from) / step); index += 1) marked.push(from + index * step);
  return { low: from, high: to, step, marks: marked };
}

export const linear = (low, high, from, to) => (value) => from + ((value - low) / (high - low)) * (to - from);

let titles = 0;

// The empty chart, named for who cannot see it.
export function frame(width, height, title, description) {
  const id = `svg-${(titles += 1)}`;
  return s("svg", { class: "svg", role: "img", viewBox: `0 0 ${width} ${height}`, width, height, "aria-labelledby": `${id}t ${id}d` },
    s("title", { id: `${id}t` }, title), s("desc", { id: `${id}d` }, description));
}

// Horizontal lines with their values; zero is drawn stronger.
export function yAxis(svg, range, scale, left, right) {
  for (const mark of range.marks) {
    const y = Math.round(scale(mark)) + 0.5;
    const zero = Math.abs(mark) < range.step / 1e6;
    svg.append(
      s("line", { class: zero ? "nul" : "lijntje", x1: left, x2: right, y1: y, y2: y }),
      s("text", { class: "as", x: left - 6, y: y + 4, "text-anchor": "end" }, plain(mark, range.step)),
    );
  }
}

// Years below a chart: in full, else short, else every other; all in one way, so that none touches the next.
export function xYears(svg, place, y, room) {
  const short = room < 34;
  const each = short && room < 22 ? 2 : 1;
  years.forEach((year, index) => {
    if ((years.length - 1 - index) % each) return;
    svg.append(s("text", { class: "as", x: place(index), y, "text-anchor": "middle" },
      short ? `\u2019${String(year).slice(2)}` : String(year)));
  });
}

// Years from left to right; a single one in the middle.
export const alongYears = (left, width) => (index) => (years.length > 1 ? left + (width * index) / (years.length - 1) : left + width / 2);

export const path = (points) => points.map(([x, y], index) => `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

// A line through points; a path of one point is no mark, so that becomes a dot.
export function line(attributes, points, radius = 2.5) {
  const [[x, y]] = points;
  return points.length > 1 ? s("path", { ...attributes, d: path(points) }) : s("circle", { ...attributes, class: `${attributes.class} stip`, cx: x, cy: y, r: radius });
}

// A piece of a line for the words that explain it, with a dot where the line has them, in the colour of a scenario where
// the line has that.
export function sample(className, { dot = false, scenario = null } = {}) {
  return s("svg", { class: "staal", scenario, width: 30, height: 12, "aria-hidden": "true" },
    s("path", { class: className, d: "M1 6H29" }), dot ? s("circle", { class: "kostenpunt", cx: 15, cy: 6, r: 3 }) : "");
}

let ruler = null;

// How wide a label is, in the bold letters of a name.
export function labelWidth(text) {
  if (!ruler) {
    ruler = document.createElement("canvas").getContext("2d");
    ruler.font = `600 12px ${getComputedStyle(document.body).fontFamily}`;
  }
  return ruler.measureText(text).width;
}

function shorten(text, width) {
  if (labelWidth(text) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && labelWidth(`${letters.join("")}\u2026`) > width) letters.pop();
  return `${letters.join("")}\u2026`;
}

// Text on at most so many lines of a width; only what does not fit then is cut.
export function inLines(text, width, lines) {
  const list = [""];
  for (const word of text.split(" ")) {
    const last = list[list.length - 1];
    const longer = last ? `${last} ${word}` : word;
    if (!last || labelWidth(longer) <= width || list.length === lines) list[list.length - 1] = longer;
    else list.push(word);
  }
  return list.map((one) => shorten(one, width));
}

export const LINE = 14;

// A label of several lines around the height of one.
export function label(attributes, lines) {
  const y = attributes.y - ((lines.length - 1) * LINE) / 2;
  return s("text", attributes, lines.map((text, index) => s("tspan", { x: attributes.x, y: y + index * LINE }, text)));
}

// Pushes labels apart that would stand on each other, none below `lowest`; keeps their order.
export function apart(places, least, lowest) {
  const order = places.map((y, index) => ({ y, index })).sort((one, other) => one.y - other.y);
  order.forEach((label, index) => {
    if (index > 0) label.y = Math.max(label.y, order[index - 1].y + least);
  });
  order.reduceRight((most, label) => (label.y = Math.min(label.y, most)) - least, lowest);
  const result = [];
  for (const { y, index } of order) result[index] = y;
  return result;
}

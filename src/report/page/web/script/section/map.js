// The tile map: colour for the chosen field, keyboard and pointer, a list of extremes.

import { ALL, data, gemeenten, period, t, years } from "../base/data.js";
import { labelWidth } from "../base/axes.js";
import { byId, h, named, openGemeente, s, select } from "../base/dom.js";
import { takeChart } from "../base/figure.js";
import { choose, state, watch, yearName } from "../base/state.js";
import { classes, field, fieldNames, isRounding, quiet, roundingWords, told } from "../base/fields.js";
import { count, decimalsOf, plain } from "../base/format.js";

const R = 10;
const W = R * Math.sqrt(3);
const CORNERS = [[0, -R], [W / 2, -R / 2], [W / 2, R / 2], [0, R], [-W / 2, R / 2], [-W / 2, -R / 2]];
const onMap = gemeenten.code.map((_, index) => index).filter((index) => gemeenten.tegel[index]);
const key = (column, row) => `${column},${row}`;
const at = new Map(onMap.map((index) => [key(...gemeenten.tegel[index]), index]));

function middle(index) {
  const [column, row] = gemeenten.tegel[index];
  return [(column + (row % 2) / 2) * W + W / 2 + 2, row * R * 1.5 + R + 2];
}

// The six places beside one in the order of its edges, clockwise from the north-east.
function beside([column, row]) {
  const odd = Math.abs(row % 2);
  return [[column + odd, row - 1], [column + 1, row], [column + odd, row + 1],
    [column + odd - 1, row + 1], [column - 1, row], [column + odd - 1, row - 1]];
}

const around = (index) => beside(gemeenten.tegel[index]).map(([x, y]) => at.get(key(x, y)));

// The places without a gemeente that are reached from outside the map: not those within the land.
function outside() {
  const most = [0, 1].map((axis) => Math.max(...onMap.map((index) => gemeenten.tegel[index][axis])) + 1);
  const seen = new Set([key(-1, -1)]);
  const reached = [[-1, -1]];
  for (const place of reached) {
    for (const [column, row] of beside(place)) {
      const name = key(column, row);
      if (column < -1 || row < -1 || column > most[0] || row > most[1] || at.has(name) || seen.has(name)) continue;
      seen.add(name);
      reached.push([column, row]);
    }
  }
  return seen;
}

// The edges between provincies, and those along water and border. An empty place within the land has none,
// so that it is not taken for a gemeente without a figure.
function outlines() {
  const sea = outside();
  const lines = { provincie: "", kust: "" };
  for (const index of onMap) {
    const [x, y] = middle(index);
    around(index).forEach((other, edge) => {
      const [from, to] = [CORNERS[edge], CORNERS[(edge + 1) % 6]];
      const line = `M${(x + from[0]).toFixed(1)} ${(y + from[1]).toFixed(1)}L${(x + to[0]).toFixed(1)} ${(y + to[1]).toFixed(1)}`;
      if (other === undefined) lines.kust += sea.has(key(...beside(gemeenten.tegel[index])[edge])) ? line : "";
      else if (other > index && gemeenten.provincie[other] !== gemeenten.provincie[index]) lines.provincie += line;
    });
  }
  return lines;
}

const tiles = new Map();
let tip = null;

const tileName = (index) => `${gemeenten.naam[index]}: ${told(state.field, index, state.year)}`;

// Says who is under the pointer or has the focus.
function point(index) {
  const [x, y] = middle(index);
  const svg = tiles.get(index).ownerSVGElement;
  const scale = svg.clientWidth / svg.viewBox.baseVal.width;
  tip.replaceChildren(h("strong", {}, gemeenten.naam[index]), h("span", {}, told(state.field, index, state.year)),
    h("span", { class: "zacht" }, gemeenten.provincies[gemeenten.provincie[index]]));
  tip.hidden = false;
  const half = tip.offsetWidth / 2;
  tip.style.left = `${Math.min(Math.max(x * scale, half), svg.clientWidth - half)}px`;
  tip.style.top = `${(y - R) * scale - 6}px`;
}

// The nearest tile in a direction, those straight ahead first.
function next(index, [dx, dy]) {
  const [x, y] = middle(index);
  let best = null;
  for (const other of onMap) {
    const [ox, oy] = middle(other);
    const ahead = (ox - x) * dx + (oy - y) * dy;
    const aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
    if (ahead > 1 && aside <= ahead * 2 && (!best || ahead + aside * 2 < best.far)) best = { other, far: ahead + aside * 2 };
  }
  return best ? best.other : index;
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onKey(event, index) {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    choose({ gemeente: index });
  } else if (ARROWS[event.key]) {
    event.preventDefault();
    rove(next(index, ARROWS[event.key])).focus();
  } else if (event.key === "Escape") {
    tip.hidden = true;
  }
}

// One tile at a time can be reached with Tab.
function rove(index) {
  for (const tile of tiles.values()) tile.setAttribute("tabindex", "-1");
  tiles.get(index).setAttribute("tabindex", "0");
  return tiles.get(index);
}

// Draws the ring around the tile that has the focus.
function ringAround(index) {
  const [x, y] = middle(index);
  for (const ring of document.querySelectorAll(".ring")) ring.setAttribute("transform", `translate(${x} ${y})`);
}

// The name of each provincie in the middle of its tiles; a tile says hers to who cannot see it.
function provinceNames() {
  const names = gemeenten.provincies.flatMap((name, provincie) => {
    const own = onMap.filter((index) => gemeenten.provincie[index] === provincie).map(middle);
    if (!name || !own.length) return [];
    const mean = (axis) => own.reduce((sum, place) => sum + place[axis], 0) / own.length;
    return [{ name, x: mean(0), y: mean(1) + 3 }];
  });
  // In the letters of a phone, the largest; who would stand on another goes below it.
  const [high, half] = [13, (name) => (labelWidth(name) * 11) / 24 + 2];
  names.sort((one, other) => one.y - other.y);
  names.forEach((own, index) => {
    for (const other of names.slice(0, index)) {
      if (Math.abs(own.x - other.x) < half(own.name) + half(other.name)) own.y = Math.max(own.y, other.y + (own.y - other.y < high ? high : 0));
    }
  });
  return names.map(({ name, x, y }) => s("text", { class: "provincienaam", x: x.toFixed(1), y: y.toFixed(1), "aria-hidden": "true" }, name));
}

// Who is chosen, what is shown of her, and the way to her figures: the map itself stays where it is.
function chosenLine() {
  const index = state.gemeente;
  byId("kaart-keus").replaceChildren(h("strong", {}, named(gemeenten.naam[index])), `: ${told(state.field, index, state.year)}. `,
    h("button", { type: "button", class: "naamknop", onclick: () => openGemeente(index) }, t("naar_gemeente")));
}

function draw() {
  const across = Math.max(...onMap.map((index) => middle(index)[0])) + W / 2 + 2;
  const down = Math.max(...onMap.map((index) => middle(index)[1])) + R + 2;
  const svg = s("svg", { class: "tegelkaart", viewBox: `0 0 ${across.toFixed(1)} ${down.toFixed(1)}`, role: "group", "aria-label": t("kaart_naam") });
  const hexagon = CORNERS.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ");
  for (const index of onMap) {
    const [x, y] = middle(index);
    const tile = s("g", { class: "tegel", transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})`, role: "button", tabindex: "-1", "data-code": gemeenten.code[index],
      onclick: () => choose({ gemeente: index }), onpointerenter: () => point(index), onfocus: () => { ringAround(index); point(index); },
      onblur: () => { tip.hidden = true; }, onkeydown: (event) => onKey(event, index) },
    s("polygon", { points: hexagon }), s("text", { class: "teken", y: 4, "text-anchor": "middle", "aria-hidden": "true" }));
    tiles.set(index, tile);
    svg.append(tile);
  }
  const { provincie, kust } = outlines();
  const over = (...names) => names.map((name) => s("polygon", { class: name, points: hexagon }));
  svg.append(s("path", { class: "kustlijn", d: kust }), s("path", { class: "provincielijn", d: provincie }), ...over("gekozen rand", "gekozen"), ...provinceNames(), ...over("ring rand", "ring"));
  svg.addEventListener("pointerleave", () => { tip.hidden = true; });
  return svg;
}

// Swatches with the boundaries between them, from the most negative to the most positive.
function legend(found) {
  const { edges, shade, grades, two, known } = found;
  if (!known.length) return h("p", { class: "slot" }, t("kies_jaar_zin"));
  if (isRounding(state.field)) return h("p", { class: "slot" }, roundingWords());
  if (two && found.of.every((name) => name === "c0" || name === "leeg")) return h("p", { class: "slot" }, t("overal_gelijk"));
  const side = (sign) => Array.from({ length: grades }, (_, index) => `${sign}${shade(index + 1)}`);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const taken = new Set(found.of);
  const parts = [];
  if (two) side("n").reverse().forEach((name, index) => parts.push([name, index < grades - 1 ? -edges[grades - 2 - index] : 0]));
  if (taken.has("c0")) parts.push(["c0", null]);
  side(two ? "p" : "q").forEach((name, index) => parts.push([name, index < grades - 1 ? edges[index] : null]));
  // Classes at the ends that nobody is in are not shown.
  while (parts.length && !taken.has(parts[0][0])) parts.shift();
  while (parts.length && !taken.has(parts[parts.length - 1][0])) parts.pop();
  if (parts.length) parts[parts.length - 1][1] = null;
  const { show, scale, perHead: each, unit } = field(state.field);
  const least = edges.length ? Math.min(...edges) : Math.max(...known.map(Math.abs));
  const [per, word] = unit === "%" ? [1, "%"] : least >= 1e6 ? [1e6, t("mln_euro")] : least >= 1e3 ? [1e3, t("duizend_euro")] : [1, t("euro")];
  const places = decimalsOf(edges.map((edge) => edge / per));
  const grey = two ? t("grijs_gelijk") : t("grijs", show(0));
  return h("div", { class: "legenda" },
    h("p", { class: "eenheid" }, each ? t("per_inwoner", word) : word),
    h("ol", { class: parts.length > 7 ? "dicht" : "ruim" }, parts.map(([name, bound]) => h("li", {}, h("span", { class: `vak ${name}` }), h("span", { class: "grens" }, bound === null ? "" : plain(bound / per, 10 ** -places))))),
    h("p", { class: "klein" }, t("legenda_rand", show(low * scale), show(high * scale)), " ",
      grades === 1 && parts.length === 1 ? t("een_klasse") : null, taken.has("c0") ? ` ${grey}` : null));
}

// Who stands at either end.
function extremes() {
  const valued = gemeenten.code.map((_, index) => [field(state.field).of(index, state.year), index]).filter(([value]) => value !== null);
  // Those of whom it is next to nothing are neither high nor low.
  const loud = valued.filter(([, index]) => !quiet(state.field, index, state.year));
  if (!loud.length) return "";
  const words = (index) => told(state.field, index, state.year);
  if (loud.length === valued.length && loud.every(([, index]) => words(index) === words(loud[0][1]))) return h("p", { class: "slot" }, t("overal", words(loud[0][1])));
  const sorted = loud.sort(([one, a], [other, b]) => other - one || a - b);
  const list = (title, rows) => h("div", {}, h("h3", {}, title), h("ol", { class: "uitersten" }, rows.map(([, index]) =>
    h("li", {}, h("button", { type: "button", class: "naamknop", onclick: () => choose({ gemeente: index }) }, gemeenten.naam[index]),
      h("span", { class: "getal" }, words(index))))));
  const some = Math.min(5, Math.floor(sorted.length / 2)) || sorted.length;
  return h("div", { class: "uiteinden" }, list(t("hoogste"), sorted.slice(0, some)), sorted.length > 1 ? list(t("laagste"), sorted.slice(-some).reverse()) : null,
    loud.length < valued.length ? h("p", { class: "klein" }, t("zonder_grijs", count(valued.length - loud.length))) : null);
}

function colour() {
  const found = classes(state.field, state.year);
  for (const [index, tile] of tiles) {
    tile.setAttribute("class", `tegel ${found.of[index]}`);
    tile.setAttribute("aria-label", tileName(index));
    const sign = found.of[index][0];
    tile.lastChild.textContent = found.two ? { n: "\u2212", p: "+" }[sign] ?? "" : "";
  }
  byId("kaart-titel").textContent = field(state.field).name();
  byId("kaart-jaar").textContent = yearName(state.year, period);
  byId("kaart-zij").replaceChildren(legend(found), extremes(), field(state.field).costs ? h("p", { class: "klein" }, data.kansen) : "");
}

// The slider runs over the years; its first stop is all of them together.
function slider() {
  const range = h("input", { type: "range", id: "jaarschuif", min: "0", max: String(years.length), step: "1", value: "0",
    oninput: (event) => choose({ year: Number(event.target.value) - 1 }) });
  watch(["year"], () => {
    range.value = String(state.year + 1);
    range.setAttribute("aria-valuetext", yearName(state.year, t("alle_jaren")));
  });
  return h("div", { class: "schuifregelaar" }, h("label", { for: "jaarschuif" }, t("jaar")), range,
    h("ol", { class: "schuifjaren", "aria-hidden": "true" }, [t("alle"), ...years.map((year) => `\u2019${String(year).slice(2)}`)].map((name) => h("li", {}, name))));
}

function absent() {
  const lost = gemeenten.code.map((_, index) => index).filter((index) => !gemeenten.tegel[index]);
  if (!lost.length) return null;
  return h("div", { class: "melding" }, h("p", {}, t("niet_op_kaart", String(lost.length))),
    h("ul", { class: "buiten" }, lost.map((index) => h("li", {}, h("button", { type: "button", class: "naamknop", onclick: () => openGemeente(index) }, named(gemeenten.naam[index]))))));
}

export function showMap() {
  tip = h("div", { class: "tip", role: "status", hidden: true });
  const fields = select(t("kleur"), fieldNames.map((name) => [name, field(name).name()]), state.field, (value) => choose({ field: value }));
  const list = fields.querySelector("select");
  byId("kaarten").replaceChildren(
    h("div", { class: "knoppen" }, fields, slider()),
    h("div", { class: "kaartblad" },
      h("div", { class: "kaartvlak" }, h("h3", { id: "kaart-kop-grafiek" }, h("span", { id: "kaart-titel" }), ", ", h("span", { id: "kaart-jaar" })),
        h("p", { class: "kaartkeus", id: "kaart-keus", role: "status" }), onMap.length ? h("div", { class: "kaartsvg" }, draw(), tip) : null,
        onMap.length ? takeChart(t("kaart_naam"), () => ({ title: byId("kaart-kop-grafiek"), places: document.querySelectorAll("#kaarten .kaartsvg, #kaarten .legenda") })) : null, absent()),
      h("div", { class: "kaartzij", id: "kaart-zij" })));
  if (onMap.length) rove(onMap[0]);
  watch(["field", "year", "other"], () => {
    // Names of fields say which scenario they are about.
    fieldNames.forEach((name, index) => { list.options[index].textContent = field(name).name(); });
    list.value = state.field;
    colour();
  });
  watch(["field", "year", "other", "gemeente"], chosenLine);
  watch(["gemeente"], () => {
    const marks = document.querySelectorAll(".gekozen");
    if (!marks.length || !gemeenten.tegel[state.gemeente]) return;
    const [x, y] = middle(state.gemeente);
    for (const mark of marks) mark.setAttribute("transform", `translate(${x} ${y})`);
    rove(state.gemeente);
  });
}

export const chosenYear = () => (state.year === ALL ? period : String(years[state.year]));

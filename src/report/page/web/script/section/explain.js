// How an uitkering comes about: the tree from the amount down to every source.

import { ALL, gemeenten, hasTrees, scenarios, t, trees, treesNow, years } from "../base/data.js";
import { fail, h, named, select } from "../base/dom.js";
import { scroller } from "../base/figure.js";
import { count, decimal, euroCents, plain } from "../base/format.js";
import { linked } from "../base/links.js";
import { state } from "../base/state.js";

const FIELDS_EXPLAINED = ["uitkering_voorlopig", "uitkering_definitief"];
const branchView = { scenario: null, year: null, field: 1 };
let shelf = null;
let unpacking = null;
// Fills the place that still waits for the explanations.
let waiting = null;
// The tree that is shown, so that drawing the page anew leaves open what was opened.
let held = { key: "", element: null };
// What fills a branch, by its fold.
const makers = new WeakMap();

// Where all years are chosen together: the third, in which all three instalments are known.
const usualYear = () => Math.min(2, years.length - 1);
const shownYear = () => branchView.year ?? (state.year === ALL ? usualYear() : state.year);
const shownScenario = () => Math.min(branchView.scenario ?? state.other, scenarios.length - 1);
const keyOf = (gemeente) => [gemeente, shownScenario(), shownYear()].join();

// A node of a scenario; what is the same as in the first stands there.
const stored = (scenario, number) => shelf.scenarios[scenario].knopen[number] ?? shelf.scenarios[0].knopen[number];
const its = (one, gemeente) => (Array.isArray(one) ? one[gemeente] : one);

function node(scenario, number, gemeente) {
  const found = stored(scenario, number);
  const shape = found ? its(found[0], gemeente) : null;
  if (shape === null || shape === undefined) return null;
  const [words, below, byRemainder] = shelf.vormen[shape];
  const [name, symbol, unit, formula, rounding, article, status, source, key, remark] = words.map((place) => (place < 0 ? null : shelf.teksten[place]));
  return { name, symbol, unit, formula, rounding, article, status, source, key, remark, below, byRemainder, value: its(found[1], gemeente) };
}

function worth({ unit, value }) {
  if (unit.startsWith("euro")) return typeof value === "number" ? euroCents(value) + (unit === "euro" ? "" : ` ${t("per_persoon")}`) : `€ ${decimal(value)}`;
  if (unit === "personen") return typeof value === "number" ? `${count(value)} ${t("personen")}` : `${decimal(value)} ${t("personen")}`;
  return decimal(String(value));
}

const bareValue = (one) => worth(one).replace(/^(\u2212?)\u00a0?€\u00a0?/, "$1").replace(` ${t("per_persoon")}`, "").replace(` ${t("personen")}`, "");

// The formula with the numbers in the place of the symbols, longest first.
function filled(one, children) {
  const symbols = children.filter((child) => child && child.symbol).sort((a, b) => b.symbol.length - a.symbol.length);
  const marked = symbols.reduce((text, child, place) => text.replaceAll(child.symbol, `\u0001${place}\u0002`), one.formula);
  return marked.replace(/\u0001(\d+)\u0002/g, (_, place) => bareValue(symbols[place]));
}

// What a part of a whole comes to before it is made whole by largest remainder; null of anything else.
function shareOf(one, children) {
  if (!one.byRemainder || children.length < 3 || children.includes(null)) return null;
  const [whole, weight, sum] = children.map((child) => Number(child.value));
  if (!sum) return null;
  const share = (whole * weight) / sum;
  return one.unit === "euro" ? `€ ${plain(share / 100, 0.0001)}` : plain(share, 0.01);
}

function facts(one, children) {
  const lines = [];
  if (one.formula) {
    lines.push(h("p", { class: "formule" }, h("code", {}, `= ${one.formula}`)));
    const numbers = filled(one, children);
    if (numbers !== one.formula) lines.push(h("p", { class: "formule" }, h("code", {}, `= ${numbers}`)));
    const share = shareOf(one, children);
    if (share) lines.push(h("p", { class: "formule" }, h("code", {}, `= ${t("grootste_rest_uitleg", share)}`)));
  }
  if (one.remark) lines.push(h("p", { class: "klein" }, one.remark));
  if (one.source) {
    lines.push(h("p", { class: "klein" }, h("span", { class: `status ${one.status}` }, t(`status.${one.status}`)), " · ", linked(one.source), one.key ? h("code", {}, ` ${one.key}`) : null));
  }
  return lines;
}

// A branch is made when it is opened: a number may come back many times.
function branch(scenario, number, gemeente, open) {
  const one = node(scenario, number, gemeente);
  if (!one) return null;
  const leaf = !one.below.length;
  const head = [h("span", { class: "boomnaam" }, one.name), " ", h("span", { class: "boomwaarde" }, worth(one)), one.article ? h("span", { class: "zacht" }, " ", leaf ? linked(one.article) : one.article) : null,
    one.rounding ? h("span", { class: "zacht" }, `, ${one.rounding}`) : null];
  const children = one.below.map((below) => node(scenario, below, gemeente));
  if (leaf) return h("li", {}, h("div", { class: "blad" }, h("p", {}, head), facts(one, children)));
  const fold = h("details", { open: open > 0 }, h("summary", {}, head));
  let made = false;
  const make = () => {
    if (made) return;
    made = true;
    // The head of a fold is pressed to open it, and can hold no link.
    const law = one.article ? h("p", { class: "klein wetlink" }, linked(one.article)) : "";
    fold.append(law, ...facts(one, children), h("ul", {}, one.below.map((below) => branch(scenario, below, gemeente, open - 1))));
  };
  if (open > 0) make();
  fold.addEventListener("toggle", make);
  makers.set(fold, make);
  return h("li", {}, fold);
}

// Unpacked once, when the browser has nothing else to do: what is asked first stands above it.
async function unpackTrees() {
  await new Promise((free) => { (window.requestIdleCallback ?? setTimeout)(free); });
  return trees();
}

function fill(place, gemeente) {
  waiting = null;
  const [scenario, year] = [shownScenario(), shownYear()];
  const root = shelf.scenarios[scenario].wortels[branchView.field][year];
  place.replaceChildren(h("p", { class: "paneelkop", scenario }, named(scenarios[scenario].naam)), h("ul", { class: "boom" }, branch(scenario, root, gemeente, 3)),
    h("p", { class: "klein druk" }, t("uitleg_druk"), " ",
      h("code", {}, `spuk explain SCENARIO --gemeente ${gemeenten.code[gemeente]} --jaar ${years[year]} --veld ${FIELDS_EXPLAINED[branchView.field]}`)));
}

// Fills a place now, or when the explanations are there.
function grow(place, gemeente) {
  if (shelf) return fill(place, gemeente);
  const mine = () => fill(place, gemeente);
  waiting = mine;
  unpacking ??= unpackTrees().then((found) => { shelf ??= found; });
  unpacking.then(() => { if (waiting === mine) mine(); }).catch(fail);
}

// Has the explanation there for paper, which does not wait.
function growNow() {
  if (!waiting) return;
  shelf ??= treesNow();
  // The workbench may not have asked for them yet.
  if (shelf) waiting();
}

// Opens so many levels; gives the folds that were closed.
function unfold(list, levels) {
  if (!list || levels === 0) return [];
  return [...list.children].flatMap((item) => {
    const fold = item.querySelector(":scope > details");
    if (!fold) return [];
    const closed = fold.open ? [] : [fold];
    // Browsers tell of an opened fold only after the page has been printed.
    makers.get(fold)();
    fold.open = true;
    return [...closed, ...unfold(fold.querySelector(":scope > ul"), levels - 1)];
  });
}

// On paper a level more than on the screen: to what every term is made of, on some three sheets. The whole
// tree takes ten.
export function unfoldForPrint() {
  growNow();
  return unfold(document.querySelector(".boom"), 4);
}

export function explanation(gemeente) {
  if (!hasTrees) return h("p", { class: "klein" }, t("uitleg_weg"));
  const key = keyOf(gemeente);
  if (held.key !== key) held = { key, element: shownTree(gemeente) };
  return held.element;
}

function shownTree(gemeente) {
  const place = scroller(t("uitleg"));
  const again = (key) => (value) => {
    branchView[key] = Number(value);
    held.key = keyOf(gemeente);
    grow(place, gemeente);
  };
  const choosers = [
    scenarios.length > 1 ? select(t("scenario"), scenarios.map((one, index) => [String(index), one.naam]), shownScenario(), again("scenario")) : null,
    select(t("jaar"), years.map((one, index) => [String(index), String(one)]), shownYear(), again("year")),
    select(t("bedrag"), FIELDS_EXPLAINED.map((name, index) => [String(index), t(`kolom.${name}`)]), branchView.field, again("field")),
  ];
  grow(place, gemeente);
  return h("div", { class: "uitleg" }, h("h3", {}, t("uitleg")), h("p", { class: "klein" }, t("uitleg_tekst")), h("div", { class: "knoppen" }, choosers), place);
}

// One gemeente: search, its figures per year, its fan, its place among its equals.

import { ALL, band, data, draws, gemeenten, hasDraws, isMailed, local, ownGemeente, period, scenarios, seed, partOf, t, years } from "../base/data.js";
import { byId, h, named, yearSelect } from "../base/dom.js";
import { money, yearBlock, yearBlocks } from "../base/figure.js";
import { count, euro, euroMillions, euroSigned, euros, percentSigned } from "../base/format.js";
import { widthOf } from "../base/width.js";
import { byCode, search } from "../base/find.js";
import { choose, compares, state, watch } from "../base/state.js";
import { panels } from "./fan.js";
import { explanation } from "./explain.js";
import { place } from "./place.js";
import { waterfall } from "./waterfall.js";

const { bedragen: MONEY, personen: PEOPLE } = data.getoond;

function searchBox() {
  const answer = h("div", { class: "klein", role: "status", id: "zoekmelding" });
  const box = h("input", { type: "search", id: "zoekveld", list: "gemeentenamen", autocomplete: "off", placeholder: t("zoek_voorbeeld"), spellcheck: "false" });
  const take = (gemeente) => {
    choose({ gemeente });
    box.value = gemeenten.naam[gemeente];
    answer.replaceChildren();
  };
  // More than one, or none: what could be meant, and whose figures still stand below.
  const ask = (text, { found, near }) => answer.replaceChildren(
    h("p", {}, found.length && !near ? t("meer_gevonden", text) : t("niet_gevonden", text), found.length && near ? ` ${t("bedoelt_u")}` : ""),
    found.length ? h("ul", { class: "buiten" }, found.map((gemeente) => h("li", {}, h("button", { type: "button", class: "naamknop", onclick: () => take(gemeente) }, named(gemeenten.naam[gemeente]))))) : "",
    h("p", {}, t("nog_getoond", gemeenten.naam[state.gemeente])));
  const go = (text) => {
    const result = search(text);
    if (!text.trim()) answer.replaceChildren();
    else if (result.found.length === 1 && !result.near) take(result.found[0]);
    else ask(text, result);
  };
  const names = new Set(gemeenten.naam);
  box.addEventListener("input", () => { if (names.has(box.value)) go(box.value); });
  // What was found stays in the box; a click in it starts anew.
  box.addEventListener("focus", () => box.select());
  const form = byId("zoek");
  form.addEventListener("submit", (event) => { event.preventDefault(); go(box.value); });
  form.replaceChildren(h("label", { for: "zoekveld" }, t("zoek")), h("div", { class: "zoekregel" }, box, h("button", { type: "submit" }, t("toon"))),
    h("datalist", { id: "gemeentenamen" }, gemeenten.naam.map((name) => h("option", { value: name }))), answer);
  let first = true;
  watch(["gemeente"], () => {
    if (!first) {
      box.value = gemeenten.naam[state.gemeente];
      answer.replaceChildren();
    }
    first = false;
  });
  // What the address asks for: a gemeente by its code, or what could be meant.
  return (asked) => {
    const gemeente = byCode(asked);
    box.value = gemeente >= 0 ? gemeenten.naam[gemeente] : asked;
    if (gemeente < 0) go(asked);
  };
}

// The years beside each other, whole euros; a block for every scenario and one for the difference.
function yearTable(gemeente) {
  const block = (name, scenario, value, columns, show) => yearBlock(name, scenario, columns.map((column) => ({
    name: t(`kolom.${column}`), className: column, cells: years.map((_, year) => show(value(column, year))) })));
  const cents = (value) => money(value, euros);
  const own = (scenario) => (column, year) => local(scenario, column, year, gemeente);
  const shown = compares ? [0, state.other] : [0];
  const blocks = shown.map((scenario) => block(scenarios[scenario].naam, scenario, own(scenario), MONEY, cents));
  const change = (column, year) => own(state.other)(column, year) - own(0)(column, year);
  const changed = (columns) => columns.filter((column) => years.some((_, year) => change(column, year) !== 0));
  if (compares) {
    const columns = changed(MONEY);
    blocks.push(block(t(columns.length ? "verschil" : "verschil_geen"), null, change, columns, cents));
  }
  // The people of each where they are not the same.
  const people = changed(PEOPLE).length
    ? shown.map((scenario) => block(t("mensen_van", scenarios[scenario].naam), scenario, own(scenario), PEOPLE, count))
    : block(t("mensen"), null, own(0), PEOPLE, count);
  return yearBlocks(`${t("cijfers_per_jaar")} ${gemeenten.naam[gemeente]}`, t("in_euro"), [...blocks, people]);
}

// What it comes to over all years.
function sentence(gemeente) {
  const paid = (scenario) => local(scenario, "uitkering_definitief", ALL, gemeente);
  if (!compares) return t("gemeente_zin", period, euro(paid(0)), euroSigned(local(0, "saldo", ALL, gemeente)));
  const change = paid(state.other) - paid(0);
  const part = partOf(change, paid(0));
  const share = part === null ? "" : ` (${percentSigned(part)})`;
  return t("gemeente_verschil", period, euroSigned(change) + share, scenarios[state.other].naam, scenarios[0].naam);
}

function sheet() {
  const gemeente = state.gemeente;
  const width = widthOf(byId("gemeenteblad"));
  const field = "uitkering_definitief";
  const most = Math.max(...scenarios.flatMap((_, scenario) => years.map((_, year) => local(scenario, field, year, gemeente))));
  const large = most >= 5e8;
  const facts = [gemeenten.code[gemeente], gemeenten.provincies[gemeenten.provincie[gemeente]],
    t("inwoners_op", count(gemeenten.inwoners[gemeente]), String(gemeenten.peiljaar))].filter(Boolean).join(" · ");
  byId("gemeenteblad").replaceChildren(
    h("div", {}, h("h3", { class: "gemeentenaam", id: "gemeente-naam", tabindex: "-1" }, named(gemeenten.naam[gemeente])),
      h("p", { class: "eenheid" }, facts), h("p", { class: "slot" }, named(sentence(gemeente)))),
    yearTable(gemeente),
    panels({ field, gemeente, width, unit: large ? 1e8 : 1e5, title: t("waaier_van", gemeenten.naam[gemeente]),
      unitName: t(large ? "eenheid_mln" : "eenheid_duizend"), show: (cents) => (large ? euroMillions(cents, t("mln")) : euro(cents)) }),
    place(gemeente, Math.min(width, 860)) ?? "",
    waterfall(gemeente, width, t(compares ? "waarom_gemeente" : "bestaat_gemeente", gemeenten.naam[gemeente])),
    explanation(gemeente),
  );
}

// On a page of one gemeente there is nothing to look for, and what its bands mean stands nowhere else.
function aboutOne() {
  const bands = hasDraws ? t("zekerheid_tekst", count(draws), String(seed), t(years.length > 1 ? "de_lijn" : "de_stip"), band) : t(isMailed ? "geen_trekkingen" : "trekkingen_volgen");
  byId("zoek").replaceWith(h("p", {}, bands), h("div", { class: "knoppen" }, yearSelect()));
  return () => {};
}

export function showGemeente() {
  const ask = ownGemeente === null ? searchBox() : aboutOne();
  watch(["gemeente", "other", "year", "width"], sheet);
  return ask;
}

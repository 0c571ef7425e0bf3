// All gemeenten in a table: sort, filter, take along as CSV.

import { ALL, gemeenten, hasDraws, local, scenarios, t, workbookOf, years } from "../base/data.js";
import { byId, h, named, openGemeente, select, yearSelect } from "../base/dom.js";
import { handOver, scroller, takeWorkbook } from "../base/figure.js";
import { nameHolds } from "../base/find.js";
import { compares, state, watch } from "../base/state.js";
import { count, euro, exactly, slug } from "../base/format.js";
import { inDutch } from "../base/take/csv.js";
import { chosenYear } from "./map.js";
import { GRANT, field, fieldNames, told } from "../base/fields.js";

const view = { sort: "naam", down: false, provincie: "", klasse: "", name: "" };

// A column: what it is called, what it sorts by, what it shows.
function columns() {
  const amount = (scenario) => ({ key: `s${scenario}`, scenario, head: () => named(scenarios[scenario].naam),
    of: (g) => local(scenario, GRANT, state.year, g), show: (g) => euro(local(scenario, GRANT, state.year, g)) });
  const fieldColumn = (name) => ({ key: name, head: () => t(`kop.${name}`), of: (g) => field(name).of(g, state.year) ?? -Infinity, show: (g) => told(name, g, state.year) });
  const list = [
    { key: "naam", head: () => t("gemeente"), of: (g) => gemeenten.naam[g] },
    { key: "provincie", head: () => t("provincie"), of: (g) => gemeenten.provincies[gemeenten.provincie[g]], show: (g) => gemeenten.provincies[gemeenten.provincie[g]] },
    { key: "inwoners", head: () => t("inwoners"), of: (g) => gemeenten.inwoners[g], show: (g) => count(gemeenten.inwoners[g]) },
    amount(0),
  ];
  if (compares) list.push(amount(state.other), ...["verschil", "verschil_inwoner", "verschil_procent"].map(fieldColumn));
  else list.push(...["uitkering_inwoner", "saldo"].map(fieldColumn));
  if (hasDraws && state.year !== ALL) list.push(fieldColumn(compares ? "kans_lager" : "kans_tekort"));
  return list;
}

const alphabet = new Intl.Collator("nl");

function chosen(list) {
  const column = list.find(({ key }) => key === view.sort) ?? list[0];
  const rows = gemeenten.code.map((_, g) => g).filter((g) =>
    (view.provincie === "" || gemeenten.provincie[g] === Number(view.provincie))
    && (view.klasse === "" || gemeenten.klasse[g] === Number(view.klasse))
    && nameHolds(g, view.name));
  const order = (one, other) => (typeof one === "string" ? alphabet.compare(one, other) : one - other);
  return rows.sort((a, b) => (view.down ? -1 : 1) * order(column.of(a), column.of(b)) || a - b);
}

function render() {
  const list = columns();
  const rows = chosen(list);
  const press = (key) => {
    // Figures are looked for from the top, names from the letter A.
    const words = key === "naam" || key === "provincie";
    view.down = view.sort === key ? !view.down : !words;
    view.sort = key;
    render();
    byId("tabelvak").querySelector(`[data-sort="${key}"]`).focus();
  };
  const head = list.map(({ key, head: name, scenario }) => h("th", { scope: "col", "aria-sort": view.sort === key ? (view.down ? "descending" : "ascending") : null },
    h("button", { type: "button", scenario, "data-sort": key, onclick: () => press(key) }, name()),
    // Chromium leaves buttons out of the head that it repeats on every sheet.
    h("span", { class: "druk", "aria-hidden": "true" }, name())));
  const body = rows.map((g) => h("tr", {}, list.map(({ key, show }) => (key === "naam"
    ? h("th", { scope: "row" }, h("button", { type: "button", class: "naamknop", onclick: () => openGemeente(g) }, named(gemeenten.naam[g])))
    : h("td", { class: key }, show(g))))));
  byId("tabelvak").replaceChildren(h("table", { class: "alle" }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, body)));
  byId("tabeltal").textContent = t("tabel_tal", count(rows.length), count(gemeenten.code.length), chosenYear());
}

// Text in a CSV; what a spreadsheet would take for a formula is made text. A number stands bare, its minus sign too; a
// text with a point does not, so that none is taken for the mark of decimals.
function quoted(name) {
  const text = /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
  return /[",.\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// What the columns behind the amounts are called and how they are written: euros per inhabitant, per cent.
const hundred = (figures) => (value) => (value * 100).toFixed(figures);
const MORE = {
  verschil_inwoner: ["verschil_per_inwoner", (cents) => (cents / 100).toFixed(4)],
  verschil_procent: ["verschil_procent", hundred(4)],
  kans_lager: ["kans_op_minder_procent", hundred(1)],
  uitkering_inwoner_eerste: ["uitkering_per_inwoner", (cents) => (cents / 100).toFixed(4), 0],
  uitkering_inwoner: ["uitkering_per_inwoner", (cents) => (cents / 100).toFixed(4), 1],
  saldo_eerste: ["uitkering_min_kosten", exactly, 0],
  saldo: ["uitkering_min_kosten", exactly, 1],
  kans_tekort_eerste: ["kans_kas_onder_kosten_procent", hundred(1), 0],
  kans_tekort: ["kans_kas_onder_kosten_procent", hundred(1), 1],
};

// What is chosen, to the cent, with a point before the cents and a comma between columns: the notation of
// `spuk run --format csv`, the same in every language. A chance over all years is empty.
export function csv() {
  const shown = compares ? [0, state.other] : [0];
  const names = shown.map((scenario) => `uitkering_definitief: ${scenarios[scenario].naam}`);
  const more = Object.entries(MORE).filter(([name]) => fieldNames.includes(name));
  const head = ["gm_code", "gemeente", "provincie", "inwoners", "jaar", ...names, ...(compares ? ["verschil"] : []),
    ...more.map(([, [title, , whose]]) => (whose === undefined ? title : `${title}: ${scenarios[whose ? state.other : 0].naam}`))];
  const year = chosenYear().replace("\u2013", "-");
  const rows = chosen(columns()).map((g) => {
    const amounts = shown.map((scenario) => local(scenario, GRANT, state.year, g));
    const others = more.map(([name, [, write]]) => {
      const value = field(name).of(g, state.year);
      return value === null ? "" : write(value);
    });
    const whose = [gemeenten.code[g], gemeenten.naam[g], gemeenten.provincies[gemeenten.provincie[g]]].map(quoted);
    return [...whose, gemeenten.inwoners[g], year, ...amounts.map(exactly), ...(compares ? [exactly(amounts[1] - amounts[0])] : []), ...others];
  });
  return [head.map(quoted), ...rows].map((row) => row.join(",")).join("\n") + "\n";
}

// What the file is about: the amount, the scenarios, the years.
function csvName() {
  const about = compares ? `${slug(scenarios[state.other].naam)}_${t("tegen")}_${slug(scenarios[0].naam)}` : slug(scenarios[0].naam);
  return `definitieve-uitkering_${about}_${chosenYear().replace("\u2013", "-")}.csv`;
}

// As it is written here, or as Excel in Dutch opens it by itself.
const download = (form) => () => handOver(csvName(), ["\ufeff", form(csv())], "text/csv");

export function showTable() {
  const set = (key) => (value) => { view[key] = value; render(); };
  const listed = (names) => [["", t("alle_keus")], ...names.map((name, index) => [String(index), name])];
  const box = h("input", { type: "search", autocomplete: "off", oninput: (event) => set("name")(event.target.value) });
  byId("tabellen").replaceChildren(
    h("div", { class: "knoppen" }, yearSelect(), h("label", { class: "keus" }, h("span", {}, t("naam_bevat")), box),
      select(t("provincie"), listed(gemeenten.provincies), "", set("provincie")),
      select(t("grootte"), listed(gemeenten.klassen), "", set("klasse")),
      h("button", { type: "button", id: "csv", onclick: download((text) => text) }, t("csv")), h("button", { type: "button", id: "csv-nl", onclick: download(inDutch) }, t("csv_nl")),
      workbookOf ? h("button", { type: "button", id: "tabel-werkboek", onclick: () => takeWorkbook(t("kop_tabel"), csv(), csvName().replace(/csv$/, "xlsx")) }, t("werkboek")) : null, h("p", { class: "klein" }, t("csv_uitleg"))),
    h("p", { class: "klein", role: "status", id: "tabeltal" }),
    h("div", { class: "hoog" }, scroller(t("tabel_naam"), h("div", { id: "tabelvak" }))));
  watch(["other", "year"], render);
}

// Charts and tables as they stand on the page, each with what takes it along.

import { t, workbookOf, years } from "./data.js";
import { h, named } from "./dom.js";
import { euro, exactly, slug } from "./format.js";
import { csvOf, rowsOf } from "./take/csv.js";
import { asPoints, picture } from "./take/picture.js";

// An amount as it is shown, with what it is to the cent for who takes the table along.
export const money = (cents, show = euro) => h("data", { value: exactly(cents) }, show(cents));

// Gives the reader a file.
export function handOver(name, parts, type) {
  const link = h("a", { download: name, href: URL.createObjectURL(new Blob(parts, { type })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const takeRow = (kinds) => h("p", { class: "meenemen" }, h("span", { "aria-hidden": "true" }, t("meenemen")),
  kinds.map(([name, told, act]) => h("button", { type: "button", class: "naamknop", "aria-label": told, onclick: act }, name)));

// What is drawn, of which scenarios, and with which receipt. The workbench says more of what was changed than a heading
// has room for.
function origin() {
  const names = document.querySelector(".namen");
  return `${t("bron")}: ${names.dataset.bron ?? names.textContent.trim()} \u00b7 ${document.querySelector(".voet p").textContent}`;
}

// Buttons that take a chart along. `parts` gives what is drawn, its title and what stands with it, when they are pressed.
export function takeChart(name, parts) {
  const drawn = () => {
    const { title, unit, note, source, ...drawing } = parts();
    const places = [...drawing.places];
    const line = document.querySelector(".voet p");
    return picture(places, { title: title.textContent, heads: [{ text: title.textContent, like: title, size: 18, weight: 700 }, { text: unit?.textContent, like: unit ?? line, size: 13 }],
      feet: [{ text: note?.textContent, like: note ?? line, size: 11 }, { text: source ?? origin(), like: line, size: 11 }] });
  };
  const file = () => slug(parts().title.textContent);
  return takeRow([
    ["SVG", t("neem_svg", name), () => handOver(`${file()}.svg`, [drawn().svg], "image/svg+xml")],
    ["PNG", t("neem_png", name), async () => handOver(`${file()}.png`, [await asPoints(drawn())], "image/png")],
  ]);
}

// Buttons that take a table along.
export function takeTable(name, place) {
  const file = (dutch) => () => handOver(`${slug(name)}.csv`, [csvOf(rowsOf(place(), t("onderdeel")), dutch)], "text/csv");
  const rows = () => csvOf(rowsOf(place(), t("onderdeel")), false, false);
  return takeRow([["CSV", t("neem_csv", name), file(false)], [t("csv_nl"), t("neem_csv_nl", name), file(true)],
    ...(workbookOf ? [[t("werkboek"), t("neem_werkboek", name), () => takeWorkbook(name, rows(), `${slug(name)}.xlsx`)]] : [])]);
}

// Gives the reader rows as a workbook, where who feeds the page makes them: it says itself where it cannot.
export async function takeWorkbook(name, csv, file) {
  const made = await workbookOf(name, csv, origin());
  if (made) handOver(file, [made], made.type);
}

let charts = 0;

// A chart with its title, unit, words for who cannot see it, and its figures as a table. `source` says where it comes
// from, where that is something else than the page.
export function figure({ title, unit, note, source, chart, table, level = "h3" }) {
  const id = `grafiek-${(charts += 1)}`;
  const parts = { title: h(level, { id }, title), unit: unit ? h("p", { class: "eenheid" }, unit) : null, note: note ? h("p", { class: "klein" }, note) : null, source, places: [chart] };
  return h("figure", { class: "grafiek", "aria-labelledby": id },
    h("figcaption", {}, parts.title, parts.unit), chart, parts.note, takeChart(title, () => parts),
    table ? h("details", { class: "cijfers" }, h("summary", {}, t("cijfers_bij", title)), tableBox(title, table)) : null,
  );
}

// What is wide scrolls by itself, also from the keyboard.
export function scroller(label, ...wide) {
  return h("div", { class: "schuif", tabindex: "0", role: "region", "aria-label": label }, wide);
}

// A table, or several with a name each, that scrolls and can be taken along.
export function tableBox(label, table) {
  return h("div", { class: "tabelblok" }, scroller(label, table), takeTable(label, () => table));
}

// Rows of text under headings; the first column names the row.
export function simpleTable(heads, rows) {
  const cell = (value, index) => (index === 0 ? h("th", { scope: "row" }, value) : h("td", {}, value));
  return h("table", {},
    h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell)))),
  );
}

// Years beside each other, in blocks of rows that each have a head of their own.
export function yearBlocks(label, unit, blocks) {
  const head = h("tr", {}, h("th", { scope: "col" }, unit), years.map((year) => h("th", { scope: "col" }, String(year))));
  return tableBox(label, h("table", { class: "jaren" }, h("thead", {}, head), blocks));
}

// Of a scenario where one is given.
export function yearBlock(name, scenario, rows) {
  return h("tbody", {},
    h("tr", { class: "blok" }, h("th", { scope: "rowgroup", colspan: String(years.length + 1), scenario }, named(name))),
    rows.map((row) => h("tr", { class: row.className }, h("th", { scope: "row" }, row.name), row.cells.map((cell) => h("td", {}, cell)))));
}

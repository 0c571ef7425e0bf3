// A table as a file: the figures as numbers, to the cent where the table knows more than it shows.

const ENGLISH = document.documentElement.lang === "en";
// A number as format.js writes it, with or without a sign, a currency and per cent.
const NUMBER = ENGLISH ? /^([+\u2212-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?$/ : /^([+\u2212-]?)(\d{1,3}(?:\.\d{3})+|\d+)(,\d+)?$/;
const PLAIN = /^-?\d+(?:\.\d+)?$/;
const NOTHING = "\u2013";

// The digits of a number that is shown, with a point; null where it is none.
function digitsOf(text) {
  const found = text.replace(/[\s\u00a0€]/g, "").replace(/%$/, "").match(NUMBER);
  if (!found) return null;
  const [, sign, whole, decimals = ""] = found;
  return `${/[\u2212-]/.test(sign) ? "-" : ""}${whole.replace(/[.,]/g, "")}${decimals.replace(",", ".")}`;
}

// What a reader sees of an element: what is there for paper alone is left out.
function seen(element) {
  const copy = element.cloneNode(true);
  for (const hidden of copy.querySelectorAll(".druk")) hidden.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

// A cell as text, and as a number where it is one; per cent stays per cent.
function cellOf(element) {
  const exact = element.querySelector("data");
  const text = seen(element);
  // Of a list or a word what is exact is a text.
  if (exact) return { text, number: PLAIN.test(exact.value) ? exact.value : null, percent: false };
  return { text: text === NOTHING ? "" : text, number: digitsOf(text), percent: /\d%$/.test(text) };
}

const spanned = (cells) => cells.flatMap((cell) => Array(cell.colSpan).fill(cell));

// The rows of a table under its heads; those of a block of rows, or of one table of several, begin with what the block
// is called.
export function rowsOf(place, blockName) {
  const tables = place.matches("table") ? [place] : [...place.querySelectorAll("table")];
  const nameOf = (table) => (table.previousElementSibling?.matches(".paneelkop") ? seen(table.previousElementSibling) : null);
  let heads = [];
  const rows = [];
  let named = false;
  for (const table of tables) {
    heads = spanned([...table.tHead.rows[0].cells]).map(seen);
    let block = tables.length > 1 ? nameOf(table) : null;
    for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
      if (row.matches(".blok")) block = seen(row);
      else rows.push({ block, cells: spanned([...row.cells]).map(cellOf) });
      named ||= block !== null;
    }
  }
  const whole = rows.map(({ block, cells }) => (named ? [{ text: block ?? "", number: null }, ...cells] : cells));
  return { heads: named ? [blockName, ...heads] : heads, rows: whole };
}

const inQuotes = (text) => `"${text.replaceAll('"', '""')}"`;

// Text in quotes; what a spreadsheet would take for a formula is made text.
const guarded = (text) => inQuotes(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

// The file: what is a number is one, also in a column with a word in it; only per cent is told by its sign there, as the
// head of the column cannot tell it. `dutch` is what Excel in Dutch opens by itself; in a workbook,
// where `safe` is false, a text is never a formula.
export function csvOf({ heads, rows }, dutch, safe = true) {
  const quotedText = safe ? guarded : inQuotes;
  const numeric = heads.map((_, at) => rows.every((row) => row[at].number !== null || row[at].text === "") && rows.some((row) => row[at].number !== null));
  const percent = heads.map((head, at) => numeric[at] && !head.includes("%") && rows.some((row) => row[at].percent));
  const written = (cell, at) => {
    if (!numeric[at] && (cell.number === null || cell.percent)) return quotedText(cell.text);
    return dutch ? (cell.number ?? "").replace(".", ",") : cell.number ?? "";
  };
  const lines = [heads.map((head, at) => quotedText(percent[at] ? `${head} (%)` : head)), ...rows.map((row) => row.map(written))];
  return `\ufeff${lines.map((line) => line.join(dutch ? ";" : ",")).join("\n")}\n`;
}

// Text that was written with commas and points, as Excel in Dutch reads it.
export function inDutch(csv) {
  let quoted = false;
  return [...csv].map((letter) => {
    if (letter === '"') quoted = !quoted;
    return quoted ? letter : { ",": ";", ".": "," }[letter] ?? letter;
  }).join("");
}

// Finding a gemeente by what a reader types: its name with or without accents and marks, what people call
// it, its code, or something near it.

import { gemeenten } from "./data.js";

// Only letters and digits: `Súdwest Fryslan` is Súdwest-Fryslân and `s gravenhage` is 's-Gravenhage.
export const fold = (text) => text.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

const CALLED = { denhaag: "sgravenhage", thehague: "sgravenhage", denbosch: "shertogenbosch" };
const folded = gemeenten.naam.map(fold);
// What stands between brackets tells gemeenten of one name apart.
const plainNames = gemeenten.naam.map((name) => fold(name.replace(/\(.*\)/, "")));
const MOST = 8;

// The gemeente with this code, with or without GM; -1 if there is none.
export function byCode(text) {
  const digits = text.trim().match(/^(?:gm)?\s*(\d{1,4})$/i);
  const code = digits ? `GM${digits[1].padStart(4, "0")}` : text.trim().toUpperCase();
  return gemeenten.code.findIndex((own) => own.toUpperCase() === code);
}

// Whether the name, or what people call it, holds the text.
export function nameHolds(gemeente, text) {
  const wanted = fold(text);
  return folded[gemeente].includes(wanted) || Object.entries(CALLED).some(([called, name]) => name === folded[gemeente] && called.startsWith(wanted));
}

// Letters to put in, leave out, change or swap to make one text of the other.
function distance(one, other) {
  let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let a = 1; a <= one.length; a += 1) {
    const next = [a];
    for (let b = 1; b <= other.length; b += 1) {
      next[b] = Math.min(row[b] + 1, next[b - 1] + 1, row[b - 1] + (one[a - 1] === other[b - 1] ? 0 : 1));
      if (a > 1 && b > 1 && one[a - 1] === other[b - 2] && one[a - 2] === other[b - 1]) next[b] = Math.min(next[b], before[b - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}

// Who is meant: one, several to choose from, or (`near`) those whose name is nearest.
export function search(text) {
  const wanted = fold(text);
  if (!wanted) return { found: [], near: false };
  const code = byCode(text);
  if (code >= 0) return { found: [code], near: false };
  const name = CALLED[wanted] ?? wanted;
  const ways = [(index) => folded[index] === name, (index) => plainNames[index] === name, (index) => folded[index].startsWith(name), (index) => nameHolds(index, name)];
  const all = folded.map((_, index) => index);
  for (const way of ways) {
    const found = all.filter(way);
    if (found.length) return { found: found.slice(0, MOST), near: false };
  }
  const most = Math.ceil(wanted.length / 4);
  const close = all.map((index) => ({ index, far: Math.min(distance(wanted, folded[index]), distance(wanted, plainNames[index])) }))
    .filter(({ far }) => far <= most).sort((one, other) => one.far - other.far || one.index - other.index);
  return { found: close.slice(0, 5).map(({ index }) => index), near: true };
}

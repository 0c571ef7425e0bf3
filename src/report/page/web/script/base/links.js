// Sources as links: articles of the law, the Staatscourant and Staatsblad, Kamerstukken, and whole addresses.
// A link is only followed when it is pressed; the page itself fetches nothing.

import { data, t } from "./data.js";
import { h } from "./dom.js";

// Addresses are texts and data: this script itself knows of nothing elsewhere.
const published = (name) => t("adres_bekendmaking", name);
const article = (law, number) => data.wetten[law] + number;

// What is looked for, and the address that it stands for.
const KINDS = [
  [/https?:\/\/[^\s<>"’”]*[^\s<>"’”.,;:)\]]/g, ([address]) => address],
  [new RegExp(`\\b(${Object.keys(data.wetten).join("|")}) art\\. ?(\\d+(?:\\.\\d+)*)(?:\\(\\d+\\))?`, "g"), ([, law, number]) => article(law, number)],
  [/\bStcrt\. ?(\d{4}), ?(\d+)/g, ([, year, number]) => published(`stcrt-${year}-${number}`)],
  [/\bStb\. ?(\d{4}), ?(\d+)/g, ([, year, number]) => published(`stb-${year}-${number}`)],
  [/\bKamerstuk(?:ken)?(?: (?:I|II))?(?: \d{4}[/-]\d{2,4},)? (\d{5})(?:[- ]([IVXL]+))?(?:-|, nr\. ?)([0-9A-Z]+)/g,
    ([, file, chapter, number]) => published(`kst-${file}${chapter ? `-${chapter}` : ""}-${number}`)],
];

// The pieces of a text, those that have an address as links.
export function linked(text) {
  const found = KINDS.flatMap(([pattern, address]) => [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length, address: address(match) })));
  found.sort((one, other) => one.from - other.from || other.to - one.to);
  const pieces = [];
  let end = 0;
  for (const { from, to, address } of found) {
    if (from < end) continue;
    pieces.push(text.slice(end, from), h("a", { href: address, rel: "noreferrer" }, text.slice(from, to)));
    end = to;
  }
  return h("bdi", {}, [...pieces, text.slice(end)].filter((piece) => piece !== ""));
}

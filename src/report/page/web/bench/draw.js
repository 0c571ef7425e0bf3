// Has the report's page drawn from an answer of the server, where the one before it stood.

import { clientOf, fetched, isOver, wait, workbook } from "./ask.js";
import { find } from "./element.js";
import { changed, isWhole, nameOf, shownValue } from "./figures.js";
import { markChanged, sectionsInView, seen } from "./marks.js";
import { namedPin, question, say, texts } from "./state.js";

const BEFORE_TREES = 1500;
const MENU = ".wijzer";
const pristine = find("inhoud").cloneNode(true);
const menu = document.querySelector(MENU).cloneNode(true);

let drawing = null;
let shownBody = null;

// What is drawn, and the components of the page that drew it.
export const bodyNow = () => shownBody;
export const partsNow = () => drawing?.parts ?? null;

// Whether someone is choosing something in what would be drawn anew.
const isBusy = () => find("inhoud").contains(document.activeElement) && document.activeElement.matches("input, select");

export async function free() {
  while (isBusy()) await new Promise((done) => { document.activeElement.addEventListener("blur", done, { once: true }); });
}

const escaped = (text) => JSON.stringify(text).slice(1, -1);

// Reads an answer. Where it calls a changed scenario by all of its settings, it is called here by what was changed
// in words, or by the name under which it is pinned: that is what a title has room for. What is taken along has the name whole.
export const readerOf = (state) => (text) => {
  const { changes } = state;
  if (!changes.size) return JSON.parse(text);
  const pin = namedPin(state);
  const settings = ` (${[...changes].map(([key, value]) => `${key}=${value}`).join(", ")})`;
  const all = changed(changes);
  const [[key, value]] = all.length ? all : [...changes];
  const words = pin ? `: ${pin.name}` : all.length > 1 ? say("bank_met_meer", all.length) : isWhole(key) ? say("bank_met_lijst", nameOf(key)) : say("bank_met_een", nameOf(key), shownValue(key, value));
  const body = JSON.parse(text.replaceAll(escaped(settings), escaped(pin ? words : ` ${words}`)));
  return { ...body, bron: JSON.parse(text).namen.replace(settings, [pin ? `: ${pin.name}` : "", namedChanges(all, body.gegevens.ontvangstbewijzen.at(-1))].filter(Boolean).join(", ").replace(/^(?!:)/, " ")) };
};

// As many changes are named where a picture says what it is of; of more their number, and the receipt that says which.
const MOST_NAMED = 3;
const DIGITS = 12;

export function namedChanges(all, receipt) {
  if (all.length <= MOST_NAMED && all.every(([key]) => !isWhole(key))) return all.map(([key, value]) => say("bank_met_een", nameOf(key), shownValue(key, value))).join(", ");
  return say("bank_met_bewijs", say("bank_met_meer", all.length), receipt.scenario_sha256.slice(0, DIGITS));
}

const foldName = (summary) => `${summary.closest("section")?.id} ${summary.textContent}`;

// A part that is drawn a moment later keeps the room that it had.
function keepRoom(main, heights) {
  for (const section of main.querySelectorAll(":scope > section")) section.style.minHeight = heights.has(section.id) ? `${heights.get(section.id)}px` : "";
}

function openAgain(open) {
  for (const summary of document.querySelectorAll("main details:not([open]) > summary")) {
    if (open.has(foldName(summary))) summary.parentElement.open = true;
  }
}

// Resolves when what the reader looks at is drawn. `signal` ends what this answer still asks for; `refuse` hears what
// went wrong with that; `moved` hears that another gemeente was chosen.
export function draw(body, asked, { signal, refuse, moved }) {
  drawing?.over.abort();
  const at = [window.scrollX, window.scrollY];
  const redrawn = drawing !== null;
  const inView = redrawn ? sectionsInView() : [];
  const before = seen(inView);
  const heights = new Map(redrawn ? [...document.querySelectorAll("main > section")].map((one) => [one.id, one.offsetHeight]) : []);
  const focused = find("inhoud").contains(document.activeElement) ? document.activeElement.id : null;
  const open = new Set([...document.querySelectorAll("main details[open] > summary")].map(foldName));
  const [main, links] = [pristine, menu].map((one) => one.cloneNode(true));
  for (const part of main.querySelectorAll(":scope > section")) if (!body.delen.includes(part.id)) part.remove();
  for (const to of links.querySelectorAll("a")) if (!body.delen.includes(to.hash.slice(1))) to.remove();
  keepRoom(main, heights);
  find("inhoud").replaceWith(main);
  document.querySelector(MENU).replaceWith(links);
  document.querySelector(".namen bdi").textContent = body.namen;
  if (body.bron) document.querySelector(".namen").dataset.bron = body.bron;
  else delete document.querySelector(".namen").dataset.bron;
  document.querySelector(".voet p").textContent = body.ontvangst;
  let trees = null;
  delete document.documentElement.dataset.klaar;
  shownBody = body;
  const own = report({
    data: body.gegevens, texts, redrawn: redrawn && inView.map((one) => one.id), bulk: async () => body.bulk, bulkNow: () => body.bulk, treesNow: () => trees, workbookOf: workbook,
    // Long to work out, and far below: asked for when nothing is turned for a while.
    trees: async () => {
      await wait(BEFORE_TREES);
      const never = new Promise(() => {});
      // What is drawn anew asks for itself.
      const ends = AbortSignal.any([signal, own.over.signal]);
      if (ends.aborted) return never;
      trees = await fetched(`/api/report.trees?${question(asked, { client: clientOf("t") })}`, ends).catch((error) => { if (!isOver(error)) refuse(error); return never; });
      return trees;
    },
  });
  drawing = own;
  // When the address says it.
  own.parts.watch(["gemeente"], () => setTimeout(moved));
  document.title = `${find("vraag").textContent} · SPUK inburgering`;
  if (!redrawn) return own.started;
  own.started.then(() => {
    if (own.over.signal.aborted) return;
    openAgain(open);
    keepRoom(main, new Map());
  });
  return own.inSight.then(() => {
    openAgain(open);
    window.scrollTo(...at);
    if (focused) find(focused)?.focus({ preventScroll: true });
    markChanged(before);
  });
}

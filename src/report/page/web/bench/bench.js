// The workbench: asks the server for what the report's page draws, and has it drawn.

import { clientOf, fetched, followed, isOver, toldOf, wait } from "./ask.js";
import { letTake, showChanges, showTaken } from "./changes.js";
import { draw, free, partsNow, readerOf } from "./draw.js";
import { el, find } from "./element.js";
import { asSetting, before, filesIn, isKnown, nameFile, nameOf, setFigures, shareBeyond } from "./figures.js";
import { filterKnobs, makeKnobs, showShapes } from "./knob/groups.js";
import { dropDrafts, hearKnobs, keepUnderHand, showKnobs, showWrong } from "./knob/knob.js";
import { listValue, withinLists } from "./knob/lists.js";
import { figureIn, withinTable } from "./knob/settings.js";
import { besidePanel, forgetBeside } from "./panel/beside.js";
import { setColumns } from "./panel/columns.js";
import { chosenPlace } from "./panel/place.js";
import { countsPanel } from "./panel/counts.js";
import { describePanel } from "./panel/describe.js";
import { addPanel, makeDrawer, showPanel } from "./panel/drawer.js";
import { makeHall } from "./panel/hall.js";
import { mattersPanel } from "./panel/matters.js";
import { needsPanel } from "./panel/needs.js";
import { forgetOverlay } from "./panel/overlay.js";
import { addressed, drawnOf, lang, link, pinOf, question, readChanges, say, strange } from "./state.js";

// After so many milliseconds without another change the uncertainty is asked for: a first look at it, then all.
const BEFORE_DRAWS = 400;
const FIRST_DRAWS = "100";
// Turns of the same figure that follow each other within this are one step to undo.
const ONE_STEP = 1000;
// A question that takes longer than this is not waited for when there is a newer one.
const PATIENCE = 400;

let state = addressed();
let place = history.state?.place ?? 0;
let furthest = place;
// Which way undoing goes on: an entry of the history that only points to a part of the page has nothing to undo.
let undoing = 0;
let turned = [];
let turnedAt = 0;
let asking = new AbortController();
let running = false;
let again = false;
let began = 0;
// The scenario that the knobs are of, and the files that it was read from with what was in them.
let knobsOf = null;
let knobFiles = new Map();
let shipped = [];
// The answer that is drawn, as text, and what it is the answer to.
let answered = null;

// Why there is no answer to what stands in the panel: the server refused it, or a field has no value.
let refused = false;
let drafted = false;

const told = (text) => { find("bank-stand").textContent = text; };

// What a key is now: as it was, or as it is changed.
const valueOf = (key) => listValue(key, state.changes) ?? figureIn(state.changes.get(key)) ?? withinTable(key, state.changes) ?? before(key);
// Of a list that is changed as a whole no figure has one that it was.
const isChanged = (key) => listValue(key, state.changes) === undefined && String(valueOf(key) ?? "") !== String(before(key) ?? "");

// Of a share that cannot be so large or small, in the per cent of its field; by its name where no knob was turned.
function beyondWords(error) {
  if (!error.fout || !isKnown()) return null;
  const keys = turned.length ? turned : [...state.changes.keys()];
  const found = keys.map((key) => [key, shareBeyond(key, state.changes.get(key) ?? "")]).find(([, words]) => words);
  return found ? (turned.length ? found[1] : `${nameOf(found[0])}: ${found[1]}`) : null;
}

// Shows what is wrong: at the knob that was turned, or else above all knobs. What was drawn stays.
function refuse(error) {
  if (isOver(error)) return;
  if (!error.fout) console.error(error);
  const words = beyondWords(error) ?? toldOf(error);
  const atKnob = error.fout && showWrong(turned, words);
  find("bank-fout").hidden = Boolean(atKnob);
  find("bank-fout").textContent = words;
  told(say(answered ? "bank_niet" : "bank_niet_begin"));
}

// The figure of the answer beside the knobs. Where there is no answer to what stands there, the page still shows the
// one before, and says so.
function showFigure() {
  const stale = refused || drafted;
  document.documentElement.toggleAttribute("data-oud", stale && answered !== null);
  document.documentElement.toggleAttribute("data-leeg", stale && answered === null);
  if (answered === null && refused) find("zin").textContent = say("bank_niet_begin");
  find("bank-oud").hidden = !stale;
  find("bank-oud").textContent = stale ? say(!answered ? "bank_oud_begin" : refused ? "bank_oud_geweigerd" : "bank_oud_getypt") : "";
  find("bank-cijfer").textContent = stale ? "\u2013" : find("cijfer").textContent;
  find("bank-vraag").textContent = stale ? say("bank_geen_antwoord") : find("vooraf").textContent || find("vraag").textContent;
}

// The same state with draws, in the background: a first look, then all.
async function followDraws(asked, signal, draws) {
  await wait(BEFORE_DRAWS);
  if (signal.aborted) return;
  followed(`/api/report/events?${question(asked, { ...draws, client: clientOf("d") })}`, signal, {
    progress: ({ complete, draws: all }) => told(say("bank_trekt", complete, all)),
    answer: async (text) => {
      await free();
      if (signal.aborted) return;
      answered = { text, asked };
      await draw(readerOf({ ...asked, pins: state.pins })(text), asked, { signal, refuse, moved });
      afterDraw();
      told(say("bank_getrokken"));
      if (draws.draws) followDraws(asked, signal, {});
    },
    wrong: told,
  });
}

// The knobs are of the scenario that is changed, as it is without changes.
async function renewKnobs(signal) {
  const own = state.scenarios.at(-1);
  if (knobsOf === own) return;
  const asked = new URLSearchParams({ scenario: own, lang });
  const [run, schema, columns] = await Promise.all([fetched(`/api/run.json?${asked}`, signal), fetched(`/api/schema.json?lang=${lang}`, signal), fetched("/api/columns.json", signal)]);
  setColumns(columns.kolommen);
  setFigures(run.cijfers, schema);
  knobFiles = filesOf(run.ontvangstbewijs);
  makeKnobs(() => state.changes, valueOf);
  filterKnobs(find("bank-zoek").value);
  knobsOf = own;
  tellState();
}

const filesOf = ({ bestanden }) => new Map(bestanden.map((one) => [one.naam, one.sha256]));

// Whether a file of the scenario says something else by now than when its knobs were made.
function isWritten(text) {
  if (!knobsOf?.endsWith(".toml")) return false;
  const now = filesOf(JSON.parse(text).gegevens.ontvangstbewijzen.at(-1));
  return [...knobFiles].some(([name, sha256]) => now.has(name) && now.get(name) !== sha256);
}

function afterDraw() {
  hall.drawn();
  describe.drawn();
  showFigure();
}

async function once() {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const asked = state;
  told(say("bank_rekent"));
  began = performance.now();
  const asks = [fetched(`/api/report.json?${question(asked, { draws: "0", client: clientOf("p") })}`, signal, String), renewKnobs(signal)];
  try {
    const [text] = await Promise.all(asks);
    if (signal.aborted) return;
    if (isWritten(text)) {
      knobsOf = null;
      forgetBeside();
      forgetOverlay();
      await renewKnobs(signal);
      if (signal.aborted) return;
    }
    showWrong([], null);
    find("bank-fout").hidden = true;
    refused = false;
    letTake(true, state);
    answered = { text, asked };
    // It may have got a name meanwhile.
    await draw(readerOf({ ...asked, pins: state.pins })(text), asked, { signal, refuse, moved });
    afterDraw();
    const took = Math.round(performance.now() - began);
    // Where a test finds what is drawn, and how long it took.
    Object.assign(document.documentElement.dataset, { getekend: took, getoond: question(asked) });
    told(say("bank_klaar", took));
    showPanel(state.panel, () => go({ panel: null }));
    if (!again) followDraws(asked, signal, { draws: FIRST_DRAWS });
  } catch (error) {
    await Promise.allSettled(asks);
    if (signal.aborted) return;
    refuse(error);
    refused ||= !isOver(error);
    letTake(!refused, state);
    showFigure();
  }
}

// One question at a time: while it is answered only the newest state waits, so that the page keeps up with a hand
// that moves.
async function refresh() {
  if (running) {
    again = true;
    if (performance.now() - began > PATIENCE) asking.abort();
    return;
  }
  running = true;
  do {
    again = false;
    await once();
  } while (again);
  running = false;
}

// What was drawn is drawn again under another name, where what is shown is pinned or called otherwise.
function rename() {
  if (!answered || running || drawnOf(answered.asked) !== drawnOf(state)) return;
  draw(readerOf(state)(answered.text), state, { signal: asking.signal, refuse, moved }).then(afterDraw);
}

// Another gemeente was chosen on the page.
let placed = null;
function moved() {
  if (chosenPlace() === placed || !isKnown()) return;
  placed = chosenPlace();
  showTaken(state);
  showPanel(state.panel, () => go({ panel: null }));
}

// Shows what the state is, at the knobs, in the list of changes and in the panels.
function tellState() {
  const words = strange();
  find("bank-adres").hidden = !words;
  find("bank-adres").textContent = words ?? "";
  showChanges(state, { canUndo: place > 0, canRedo: place < furthest });
  if (!isKnown()) return;
  showShapes(state.changes);
  showKnobs(valueOf, isChanged, state.inHall);
  if (partsNow()) hall.show();
}

const SHOWN_ONLY = ["panel", "asked", "hall", "inHall"];

// Goes on to another state. What is said of scenarios can be undone; what is only shown otherwise cannot.
function go(change, step = true) {
  const next = { ...state, ...change };
  const redraws = drawnOf(next) !== drawnOf(state);
  const shows = Object.keys(change).every((key) => SHOWN_ONLY.includes(key));
  const opens = next.panel !== state.panel;
  const renamed = pinOf(next)?.name !== pinOf(state)?.name;
  if (opens && !("asked" in change)) next.asked = {};
  state = next;
  if (step && !shows) {
    place += 1;
    furthest = place;
    history.pushState({ place }, "", link(state));
  } else {
    history.replaceState(history.state ?? { place }, "", link(state));
  }
  tellState();
  if (redraws) refresh();
  else if (renamed) rename();
  if (partsNow()) {
    const head = showPanel(state.panel, () => go({ panel: null }));
    if (opens) head?.focus();
  }
}

// Turns figures: at once, since an answer is there sooner than the next key.
function turn(changes) {
  const keys = [...changes.keys()];
  const settings = new Map([...changes].map(([key, value]) => [key, value === null ? null : asSetting(key, value)]));
  const next = withinLists(state.changes, settings);
  const follows = performance.now() - turnedAt < ONE_STEP && keys.join() === turned.join();
  turned = keys;
  turnedAt = performance.now();
  go({ changes: next }, !follows);
}

const toggleHall = (key) => go({ inHall: state.inHall.includes(key) ? state.inHall.filter((own) => own !== key) : [...state.inHall, key] });

const bench = { state: () => state, go, turn, scenarios: () => shipped.map((one) => one.naam) };
const hall = makeHall(bench, valueOf);
const describe = describePanel(bench);

function undoByKeys(event) {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || !["y", "z"].includes(key) || event.target.matches("input")) return;
  event.preventDefault();
  const redoes = key === "y" || event.shiftKey;
  if (redoes ? place < furthest : place > 0) undo(redoes ? 1 : -1);
}

// Goes a step back or on.
function undo(way) {
  undoing = way;
  history.go(way);
}

// Takes the place of the entry that is come to. One that a link to a part of the page made is of the same state, and
// what was undone before it cannot be done again.
function takePlace() {
  if (!history.state) {
    furthest = place;
    history.replaceState({ place }, "", location.href);
    undoing = 0;
    return;
  }
  const from = place;
  place = history.state.place ?? place;
  if (place === from && undoing) {
    history.go(undoing);
    return;
  }
  undoing = 0;
}

// The page ends above what stands at the bottom of the screen, however high that is.
function makeRoomAtBottom() {
  const bars = ["zaal", "bank-vast"].map(find);
  const measure = () => {
    const bar = bars.find((one) => one.offsetHeight > 0 && getComputedStyle(one).position === "fixed");
    document.documentElement.style.setProperty("--balk", `${bar?.offsetHeight ?? 0}px`);
  };
  const observer = new ResizeObserver(measure);
  for (const bar of bars) observer.observe(bar);
  window.addEventListener("resize", measure);
}

async function openBench() {
  // The first state is one to come back to.
  if (!history.state) history.replaceState({ place }, "", location.href);
  makeRoomAtBottom();
  hearKnobs(turn, toggleHall, (are) => {
    drafted = are;
    if (partsNow()) showFigure();
  });
  keepUnderHand(find("knoppen"));
  addPanel("naast", besidePanel(bench));
  addPanel("telt", mattersPanel(bench));
  addPanel("nodig", needsPanel(bench));
  addPanel("alles", describe);
  addPanel("tellingen", countsPanel(bench));
  makeDrawer((panel) => go({ panel }));
  find("bank-vouw").open = window.matchMedia("(min-width: 70rem)").matches;
  find("bank-zoek").addEventListener("input", ({ target }) => filterKnobs(target.value));
  find("alles-terug").addEventListener("click", () => {
    dropDrafts();
    go({ changes: new Map() });
  });
  // What a remark of the page says can be done.
  document.addEventListener("click", ({ target }) => {
    const press = target.closest?.("[data-zet]");
    if (press) turn(readChanges([press.dataset.zet]));
  });
  find("ongedaan").addEventListener("click", () => undo(-1));
  find("opnieuw").addEventListener("click", () => undo(1));
  find("zaal-aan").addEventListener("click", () => go({ hall: true }));
  find("bank-scenario").addEventListener("change", ({ target }) => go({ scenarios: [...state.scenarios.slice(0, -1), target.value], changes: new Map() }));
  find("bank-naast").addEventListener("change", ({ target }) => go({ scenarios: [...(target.value ? [target.value] : []), state.scenarios.at(-1)] }));
  document.addEventListener("keydown", undoByKeys);
  window.addEventListener("popstate", () => {
    takePlace();
    const next = { ...addressed(), ...Object.fromEntries(SHOWN_ONLY.map((key) => [key, state[key]])) };
    // A link to a part of the page changes no figure.
    const redraws = drawnOf(next) !== drawnOf(state);
    if (!redraws && link(next) === link(state)) return;
    state = next;
    turned = [];
    dropDrafts();
    history.replaceState(history.state, "", link(state));
    tellState();
    if (redraws) refresh();
    else showPanel(state.panel, () => go({ panel: null }));
  });
  tellState();
  const files = filesIn(location.search);
  const listed = Promise.all([fetched("/api/list.json"), fetched(`/api/werkbank.json?${new URLSearchParams(files.map((path) => ["eigen", path]))}`)]);
  // Files that were dropped in before are called as they were then in all that is drawn.
  if (files.length) for (const [path, name] of Object.entries((await listed)[1].eigen.namen)) nameFile(path, name);
  if (files.length) tellState();
  await refresh();
  const [embedded, allowed] = await listed;
  shipped = [...embedded, ...allowed.scenarios.map((naam) => ({ naam }))];
  for (const id of ["bank-scenario", "bank-naast"]) {
    const known = new Set([...find(id).options].map((one) => one.value));
    find(id).append(...shipped.map((one) => one.naam).filter((one) => !known.has(one)).map((one) => el("option", { value: one }, one)));
  }
  tellState();
  // A panel that a link opened was there before the scenarios were known.
  if (partsNow()) showPanel(state.panel, () => go({ panel: null }));
}

openBench().catch(refuse);

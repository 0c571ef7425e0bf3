// The workbench: asks the server for what the report's page draws, and has it drawn.

import { el, find } from "./element.js";
import { addressed, lang, link, question, say, shown, spoken, texts } from "./state.js";
import { before, filterKnobs, goTo, makeKnobs, showChanges, showWrong } from "./knobs.js";

// After so many milliseconds without another key a change is asked for; then a first look at the uncertainty, and
// all of it.
const PAUSE = 80;
const BEFORE_DRAWS = 400;
const FIRST_DRAWS = "100";
const BEFORE_TREES = 1500;

// Who asks: a newer question of it ends an older one.
const client = Math.random().toString(36).slice(2);
const MENU = ".wijzer";
const pristine = find("inhoud").cloneNode(true);
const menu = document.querySelector(MENU).cloneNode(true);

let state = addressed();
let place = history.state?.place ?? 0;
let furthest = place;
let turned = null;
let asking = new AbortController();
let drawing = null;
let events = null;
let knobsOf = null;
let schema = null;

const wait = (time) => new Promise((done) => { setTimeout(done, time); });
const told = (text) => { find("bank-stand").textContent = text; };

async function fetched(path, signal) {
  const reply = await fetch(path, { signal });
  const body = await reply.json();
  if (!reply.ok) throw Object.assign(new Error(body.fout.melding), { fout: body.fout, status: reply.status });
  return body;
}

// Words at the knob, as the command line says them.
const wordsOf = (fout) => [fout.melding, ...fout.hulp].join("; ");

// Shows what is wrong: at the knob that was turned, or else above all knobs. What was drawn stays.
function refuse(error) {
  if (error.name === "AbortError" || error.status === 409) return;
  const words = error.fout ? wordsOf(error.fout) : say("bank_weg");
  if (!error.fout) console.error(error);
  const atKnob = error.fout && showWrong(turned, words);
  find("bank-fout").hidden = Boolean(atKnob);
  find("bank-fout").textContent = words;
  told(say("bank_niet"));
}

// Whether someone is choosing something in what would be drawn anew.
const isBusy = () => find("inhoud").contains(document.activeElement) && document.activeElement.matches("input, select");

async function free() {
  while (isBusy()) await new Promise((done) => { document.activeElement.addEventListener("blur", done, { once: true }); });
}

function draw(body, asked) {
  drawing?.over.abort();
  const at = [window.scrollX, window.scrollY];
  const open = new Set([...document.querySelectorAll("main details[open] > summary")].map((one) => one.textContent));
  const [main, links] = [pristine, menu].map((one) => one.cloneNode(true));
  for (const part of main.querySelectorAll(":scope > section")) if (!body.delen.includes(part.id)) part.remove();
  for (const to of links.querySelectorAll("a")) if (!body.delen.includes(to.hash.slice(1))) to.remove();
  find("inhoud").replaceWith(main);
  document.querySelector(MENU).replaceWith(links);
  document.querySelector(".namen bdi").textContent = body.namen;
  document.querySelector(".voet p").textContent = body.ontvangst;
  let trees = null;
  const redrawn = drawing !== null;
  delete document.documentElement.dataset.klaar;
  drawing = report({
    data: body.gegevens, texts, redrawn, bulk: async () => body.bulk, bulkNow: () => body.bulk, treesNow: () => trees,
    // Long to work out, and far below: asked for when nothing is turned for a while.
    trees: async () => {
      const { signal } = asking;
      await wait(BEFORE_TREES);
      if (signal.aborted) return new Promise(() => {});
      trees = await fetched(`/api/report.trees?${question(asked, { client: `${client}-t` })}`, signal).catch((error) => { refuse(error); return new Promise(() => {}); });
      return trees;
    },
  });
  document.title = `${find("vraag").textContent} · SPUK inburgering`;
  if (!redrawn) return drawing.started;
  return drawing.started.then(() => {
    for (const summary of document.querySelectorAll("main details:not([open]) > summary")) {
      if (open.has(summary.textContent)) summary.parentElement.open = true;
    }
    window.scrollTo(...at);
  });
}

// The same state with draws, in the background: a first look, then all.
async function drawn(asked, signal, draws) {
  await wait(BEFORE_DRAWS);
  if (signal.aborted) return;
  const source = new EventSource(`/api/report/events?${question(asked, { ...draws, client: `${client}-d` })}`);
  events = source;
  source.addEventListener("progress", ({ data }) => {
    const { complete, draws: all } = JSON.parse(data);
    told(say("bank_trekt", complete, all));
  });
  source.addEventListener("answer", async ({ data }) => {
    source.close();
    await free();
    if (signal.aborted) return;
    await draw(JSON.parse(data), asked);
    told(say("bank_getrokken"));
    if (draws.draws) drawn(asked, signal, {});
  });
  source.addEventListener("error", ({ data }) => {
    source.close();
    if (!signal.aborted) told(data ? wordsOf(JSON.parse(data).fout) : say("bank_weg"));
  });
}

// The knobs are of the scenario that is changed, as it is without changes.
async function renewKnobs(signal) {
  const own = state.scenarios.at(-1);
  if (knobsOf === own) return;
  const asked = new URLSearchParams({ scenario: own, lang });
  const [run, keys] = await Promise.all([fetched(`/api/run.json?${asked}`, signal), schema ?? fetched(`/api/schema.json?lang=${lang}`, signal)]);
  schema = keys;
  makeKnobs(run.cijfers, schema, turnTo);
  knobsOf = own;
}

async function refresh() {
  asking.abort();
  events?.close();
  asking = new AbortController();
  const { signal } = asking;
  const asked = state;
  told(say("bank_rekent"));
  const began = performance.now();
  try {
    const [body] = await Promise.all([fetched(`/api/report.json?${question(asked, { draws: "0", client })}`, signal), renewKnobs(signal)]);
    if (signal.aborted) return;
    showWrong(null, null);
    find("bank-fout").hidden = true;
    await draw(body, asked);
    const took = Math.round(performance.now() - began);
    // Where a test finds what is drawn, and how long it took.
    Object.assign(document.documentElement.dataset, { getekend: took, getoond: question(asked) });
    told(say("bank_klaar", took));
    drawn(asked, signal, { draws: FIRST_DRAWS });
  } catch (error) {
    if (!signal.aborted) refuse(error);
  } finally {
    if (!signal.aborted) tellState();
  }
}

// What is changed, as sentences that lead to their knobs.
function tellState() {
  showChanges(state.changes);
  find("wijzigingen").replaceChildren(...[...state.changes].map(([key, value]) => el("li", {},
    el("button", { type: "button", class: "gewijzigd", onclick: () => goTo(key) }, el("code", {}, key), " ", el("span", {}, say("bank_van_naar", before(key) ?? say("bank_niets"), value))),
    el("button", { type: "button", class: "terug", "aria-label": say("bank_terug_van", key), onclick: () => turnTo(key, null) }, say("bank_terug")))));
  find("geen-wijziging").hidden = state.changes.size > 0;
  find("alles-terug").hidden = state.changes.size === 0;
  find("ongedaan").disabled = place === 0;
  find("opnieuw").disabled = place >= furthest;
  find("opdracht").textContent = spoken(state);
  const pair = shown(state).length > 1;
  const rows = `/api/${pair ? "compare" : "run"}`;
  for (const [id, path, more] of [["csv", `${rows}.csv`, { level: "gemeente" }], ["csv-nl", `${rows}.csv-nl`, { level: "gemeente" }], ["werkboek", "/api/report.xlsx", {}], ["pagina", "/api/report.html", {}]]) {
    find(`neem-${id}`).href = `${path}?${question(state, more)}`;
  }
  for (const [id, value] of [["bank-scenario", state.scenarios.at(-1)], ["bank-naast", state.scenarios.length > 1 ? state.scenarios[0] : ""]]) {
    const list = find(id);
    if (![...list.options].some((one) => one.value === value)) list.append(el("option", { value }, value));
    list.value = value;
  }
}

// Goes on to another state, which can be undone.
function go(next) {
  state = next;
  place += 1;
  furthest = place;
  history.pushState({ place }, "", link(state));
  tellState();
  refresh();
}

let pause = 0;
function turnTo(key, value) {
  turned = key;
  const changes = new Map(state.changes);
  if (value === null || String(before(key)) === value) changes.delete(key);
  else changes.set(key, value);
  clearTimeout(pause);
  pause = setTimeout(() => go({ ...state, changes }), value === null ? 0 : PAUSE);
}

async function openBench() {
  find("bank-vouw").open = window.matchMedia("(min-width: 70rem)").matches;
  find("bank-zoek").addEventListener("input", ({ target }) => filterKnobs(target.value));
  find("alles-terug").addEventListener("click", () => go({ ...state, changes: new Map() }));
  find("ongedaan").addEventListener("click", () => history.back());
  find("opnieuw").addEventListener("click", () => history.forward());
  find("bank-scenario").addEventListener("change", ({ target }) => go({ scenarios: [...state.scenarios.slice(0, -1), target.value], changes: new Map() }));
  find("bank-naast").addEventListener("change", ({ target }) => go({ ...state, scenarios: [...(target.value ? [target.value] : []), state.scenarios.at(-1)] }));
  window.addEventListener("popstate", () => {
    place = history.state?.place ?? place;
    const next = addressed();
    // A link to a part of the page changes no figure.
    if (link(next) === link(state)) return;
    state = next;
    tellState();
    refresh();
  });
  tellState();
  await refresh();
  const scenarios = await fetched("/api/list.json");
  for (const id of ["bank-scenario", "bank-naast"]) {
    const known = new Set([...find(id).options].map((one) => one.value));
    find(id).append(...scenarios.map((one) => one.naam).filter((one) => !known.has(one)).map((one) => el("option", { value: one }, one)));
  }
}

openBench().catch(refuse);

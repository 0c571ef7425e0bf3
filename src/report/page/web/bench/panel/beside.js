// Scenarios beside each other: at most four are pinned, each with a name; the one that is turned stands last.

import { fetched, isOver, toldOf } from "../ask.js";
import { button, choice, el, entry } from "../element.js";
import { namedChanges, partsNow } from "../draw.js";
import { MOST_PINS, ownOf, pinOf, pinText, questionOf, say, texts } from "../state.js";
import { columnName, countsPeople, isStock, judged, judgedWords } from "./columns.js";
import { roomInPanel } from "./drawer.js";
import { openOverlay } from "./overlay.js";

const USUAL = "uitkering_definitief";
const SHOWN = ["uitkering_voorlopig", USUAL, "verrekening", "kas", "kosten", "tekort", "reserve", "terugvordering", "asielstatushouders", "afgerond"];

// What was asked before is known: the same question has the same answer.
const answerOf = new Map();
export const forgetBeside = () => answerOf.clear();

async function answerFor(pin, signal) {
  const key = pinText({ ...pin, name: "" });
  if (!answerOf.has(key)) {
    const { regels, ontvangstbewijs } = await fetched(`/api/run.json?${questionOf(pin, { level: "landelijk" })}`, signal);
    if (answerOf.size > 60) answerOf.clear();
    answerOf.set(key, { rows: regels, receipt: ontvangstbewijs });
  }
  return answerOf.get(key);
}

// What a picture of these says that it is of: each by its name, its scenario, what was changed and its own receipt.
function sourceOfColumns(columns, receipts) {
  const told = columns.map(({ name, scenario, changes }, index) => {
    const words = changes.size ? namedChanges([...changes], receipts[index]) : "";
    return `${name}: ${scenario}${words ? ` ${words}` : ""} (SHA-256 ${receipts[index].scenario_sha256.slice(0, 12)})`;
  });
  const { programma, versie, commit, datum } = receipts.at(-1);
  return `${say("bron")}: ${told.join(" \u00b7 ")} \u00b7 ${programma} ${versie} (${commit}) \u00b7 ${datum}`;
}

export const centsOf = (euros) => Math.round(euros * 100);

// One line a scenario, with its name at the end.
function lines(columns, years, valueOf, title, unit) {
  const { frame, niceRange, linear, yAxis, s, line, apart, labelWidth } = partsNow();
  const [width, height, left, top, bottom] = [Math.max(280, Math.min(820, roomInPanel() - 40)), 230, 44, 12, 24];
  const right = Math.min(width * 0.42, 14 + Math.max(...columns.map(({ name }) => labelWidth(name))));
  const all = columns.flatMap((_, place) => years.map((year) => valueOf(place, year))).filter((value) => value !== null).map((value) => value / unit);
  const range = niceRange(all.length ? all : [0], 5);
  const y = linear(range.low, range.high, height - bottom, top);
  const at = linear(years[0], Math.max(years.at(-1), years[0] + 1), left, width - right);
  const svg = frame(width, height, title, columns.map(({ name }, place) => `${name}: ${years.map((year) => `${year} ${valueOf(place, year) === null ? say("bank_niets") : valueOf(place, year) / unit}`).join(", ")}`).join("; "));
  yAxis(svg, range, y, left, width - right);
  const ends = columns.map((_, place) => y((valueOf(place, years.findLast((year) => valueOf(place, year) !== null)) ?? 0) / unit));
  const places = apart(ends, 14, height - bottom);
  columns.forEach(({ name }, place) => {
    const points = years.filter((year) => valueOf(place, year) !== null).map((year) => [at(year), y(valueOf(place, year) / unit)]);
    if (points.length) svg.append(line({ class: "lijn", scenario: place }, points));
    svg.append(s("text", { class: "naam", scenario: place, x: width - right + 8, y: places[place] + 4 }, name));
  });
  const each = (width - left - right) / years.length < 34 ? 2 : 1;
  years.forEach((year, place) => { if ((years.length - 1 - place) % each === 0) svg.append(s("text", { class: "as", x: at(year), y: height - 6, "text-anchor": "middle" }, String(year))); });
  return svg;
}

// The panel. `bench` gives the state and takes another.
export function besidePanel(bench) {
  let place = null;
  let asking = new AbortController();
  // What stands there: it is not drawn again for the same, so that nothing moves away under a hand.
  let shownOf = null;
  let drawChart = null;

  const pinNow = (name) => {
    const { pins } = bench.state();
    bench.go({ pins: [...pins, { ...ownOf(bench.state()), name: name || say("bank_stand", pins.length + 1) }] });
  };
  const changePin = (index, change) => bench.go({ pins: bench.state().pins.flatMap((pin, own) => (own === index ? change(pin) : [pin])) });

  function headOf(column, index) {
    if (column.now) return el("th", { scope: "col" }, el("span", { class: "pinnaam" }, column.name));
    return el("th", { scope: "col" }, el("input", { class: "pinnaam", value: column.name, "aria-label": say("bank_pin_naam", index + 1), onchange: ({ target }) => changePin(index, (pin) => [{ ...pin, name: target.value.trim() || pin.name }]) }),
      el("span", { class: "pindoen" }, button(say("bank_toon"), () => bench.go({ scenarios: [...bench.state().scenarios.slice(0, -1), column.scenario], changes: column.changes }), { "aria-label": say("bank_toon_van", column.name) }),
        button(say("bank_erover"), () => openOverlay(bench, column, place.querySelector(".erover")), { "aria-label": say("bank_erover_van", column.name) }),
        button(say("bank_los"), () => changePin(index, () => []), { "aria-label": say("bank_los_van", column.name) })));
  }

  function table(columns, all, receipts, field, body) {
    const { euro, euroSigned, count, scroller, simpleTable } = partsNow();
    const people = countsPeople(field);
    const years = [...new Set(all.flat().map((row) => row.jaar))].sort();
    const valueOf = (column, year) => {
      const row = all[column].find((one) => one.jaar === year);
      return row ? (people ? row[field] : centsOf(row[field])) : null;
    };
    const signed = (value) => (people ? `${value > 0 ? "+" : "\u2212"}${count(Math.abs(value))}` : euroSigned(value));
    const written = (value, first) => {
      if (value === null) return [say("bank_niets")];
      const told = el("span", {}, people ? count(value) : euro(value));
      return value === first || first === null ? [told] : [told, el("small", { class: judged(field, value - first) }, signed(value - first))];
    };
    const sum = (column) => years.reduce((total, year) => total + (valueOf(column, year) ?? 0), 0);
    const row = (name, of, className) => el("tr", { class: className }, el("th", { scope: "row" }, name), columns.map((_, column) => el("td", {}, written(of(column), column ? of(0) : null))));
    const title = columnName(field);
    const unit = people ? 1 : 1e8;
    const head = el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("bank_jaar")), columns.map(headOf)));
    drawChart = () => partsNow().figure({ title, source: sourceOfColumns(columns, receipts), unit: people ? say("bank_personen") : texts.eenheid_mln, chart: lines(columns, years, valueOf, title, unit),
      table: simpleTable([say("bank_jaar"), ...columns.map(({ name }) => name)], years.map((year) => [String(year), ...columns.map((_, column) => (valueOf(column, year) === null ? say("bank_niets") : (people ? count : euro)(valueOf(column, year))))])) });
    body.replaceChildren(
      scroller(title, el("table", { class: "naast-tabel" }, head, el("tbody", {}, years.map((year) => row(String(year), (column) => valueOf(column, year))), isStock(field) ? null : row(say("bank_samen"), sum, "samen")))),
      el("p", { class: "klein" }, [isStock(field) ? say("bank_is_stand", title) : "", judgedWords(field)].filter(Boolean).join(" ")),
      drawChart());
  }

  async function renew() {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const state = bench.state();
    const columns = [...state.pins, ...(pinOf(state) ? [] : [{ ...ownOf(state), name: say("bank_nu_gedraaid"), now: true }])];
    const [adder, body, told] = [".prik", ".naast-inhoud", ".naast-fout"].map((name) => place.querySelector(name));
    // A panel that a link opened was there before the scenarios were known.
    const laid = place.querySelector(".leg-scenario select");
    const known = new Set([...laid.options].map((one) => one.value));
    laid.append(...bench.scenarios().filter((one) => !known.has(one)).map((one) => el("option", { value: one }, one)));
    adder.hidden = state.pins.length >= MOST_PINS;
    place.querySelector(".vol").hidden = state.pins.length < MOST_PINS;
    try {
      const answers = await Promise.all(columns.map((column) => answerFor(column, signal)));
      const [all, receipts] = [answers.map(({ rows }) => rows), answers.map(({ receipt }) => receipt)];
      if (signal.aborted || !partsNow()) return;
      told.textContent = "";
      if (body.contains(document.activeElement) && document.activeElement.matches("input")) return;
      const field = state.asked.veld ?? USUAL;
      const now = JSON.stringify([field, columns.map((column) => [column.now, pinText(column)])]);
      if (now === shownOf) return;
      shownOf = now;
      const held = body.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
      table(columns, all, receipts, field, body);
      if (held) ([...body.querySelectorAll("button, input")].find((one) => one.getAttribute("aria-label") === held) ?? document.getElementById("lade-kop")).focus();
    } catch (error) {
      if (!isOver(error)) told.textContent = toldOf(error);
    }
  }

  return {
    open: (inner) => {
      place = inner;
      [shownOf, drawChart] = [null, null];
      const name = entry(say("bank_naam"), { id: "pin-naam", maxlength: "40", placeholder: say("bank_stand", bench.state().pins.length + 1) });
      const field = name.querySelector("input");
      place.replaceChildren(el("p", { class: "klein" }, say("bank_naast_uitleg", MOST_PINS)),
        el("div", { class: "bank-rij" },
          el("form", { class: "bank-rij prik", onsubmit: (event) => { event.preventDefault(); pinNow(field.value.trim()); field.value = ""; } }, name, el("button", {}, say("bank_prik"))),
          el("p", { class: "klein vol", hidden: true }, say("bank_vol", MOST_PINS)),
          choice(say("bank_bedrag_van"), SHOWN.map((one) => [one, columnName(one)]), bench.state().asked.veld ?? USUAL, (veld) => bench.go({ asked: { ...bench.state().asked, veld } })),
          el("span", { class: "leg-scenario" }, choice(say("bank_leg_scenario"), [["", say("bank_kies")]], "", (scenario) => { if (scenario) openOverlay(bench, { name: scenario, scenario, changes: new Map() }, place.querySelector(".erover")); }))),
        el("p", { class: "melding naast-fout", role: "alert" }), el("div", { class: "erover" }), el("div", { class: "naast-inhoud" }));
      renew();
    },
    renew,
    // The chart alone, for the same reason.
    resized: () => { if (drawChart) place.querySelector(".naast-inhoud").lastElementChild?.replaceWith(drawChart()); },
    close: () => asking.abort(),
  };
}

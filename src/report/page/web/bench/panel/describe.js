// The whole scenario on one page: every key that is otherwise, what it was, what it is, and what it means.

import { el } from "../element.js";
import { bodyNow, partsNow } from "../draw.js";
import { changed, groundsOf, isAsBefore, nameOf, shownValue, wholeMeaningOf } from "../figures.js";
import { linkTo } from "../knob/groups.js";
import { shown, say, spoken, texts } from "../state.js";

// How many of so many differences were turned here.
function hereTurned(all, turned) {
  if (turned === 0) return say("bank_hier_geen");
  if (all === 1) return say("bank_hier_dat");
  return turned === 1 ? say("bank_hier_een") : say("bank_hier", turned);
}

const FIRM_WORDS = ["gepubliceerd", "afgeleid", "aanname"];

export function describePanel(bench) {
  let place = null;

  // Every difference with the scenario that stands beside it, as the answer has it.
  function renew() {
    const body = bodyNow();
    if (!body || !place) return;
    const { scroller, simpleTable, takeTable, named, linked } = partsNow();
    const { scenarios, oorzaken, cijfers } = body.gegevens;
    const state = bench.state();
    const [first, own] = [scenarios[0], scenarios.at(-1)];
    // A setting to what a figure is already changes no more than where it is said to come from.
    const idle = ({ pad, a, b }) => state.changes.has(pad) && isAsBefore(pad, state.changes.get(pad)) && a?.[0] === b?.[0];
    const keys = oorzaken.at(-1)?.sleutels.filter((key) => key.met_bron && !idle(key)) ?? [];
    const told = (pad, figure, derived) => (figure ? shownValue(pad, figure[0]) : derived !== null ? `${shownValue(pad, String(derived / 100))} (${say("status.afgeleid")})` : say("bank_niets"));
    const origin = ({ a, b }) => {
      const figure = b ?? a;
      return figure ? [el("span", { class: `status ${FIRM_WORDS[figure[1]]}` }, say(`status.${FIRM_WORDS[figure[1]]}`)), cijfers.bronnen[figure[2]] ? [" ", linked(groundsOf(FIRM_WORDS[figure[1]], cijfers.bronnen[figure[2]]))] : null] : "";
    };
    const rows = keys.map((key) => el("tr", { class: state.changes.has(key.pad) ? "zelf" : null }, el("th", { scope: "row" }, state.changes.has(key.pad) ? linkTo(key.pad, nameOf(key.pad)) : nameOf(key.pad), el("code", { class: "sleutelnaam" }, key.pad)),
      el("td", {}, told(key.pad, key.a, key.afgeleid[0])), el("td", {}, el("strong", {}, told(key.pad, key.b, key.afgeleid[1]))),
      el("td", { class: "woord" }, wholeMeaningOf(key.pad)), el("td", { class: "woord" }, origin(key))));
    const turned = changed(state.changes).length;
    // What is shown, with a column of its own for the key, for how firm it is and for where it comes from.
    const plain = () => simpleTable(["sleutel", "bank_cijfer", "bank_was", "bank_wordt_kop", "bank_betekent", "status", "bron"].map((key) => say(key)), keys.map((key) => {
      const figure = key.b ?? key.a;
      return [key.pad, nameOf(key.pad), told(key.pad, key.a, key.afgeleid[0]), told(key.pad, key.b, key.afgeleid[1]), wholeMeaningOf(key.pad), figure ? say(`status.${FIRM_WORDS[figure[1]]}`) : "", figure ? cijfers.bronnen[figure[2]] ?? "" : ""];
    }));
    place.replaceChildren(
      el("p", {}, el("strong", {}, named(own.naam))), own.vraag ? el("p", { lang: "nl" }, named(own.vraag)) : "",
      el("p", {}, keys.length ? `${keys.length === 1 ? say("bank_alles_een", first.naam) : say("bank_alles_zin", keys.length, first.naam)}; ${hereTurned(keys.length, turned)}.` : say("bank_alles_niets")),
      keys.length ? scroller(say("bank_cijfers_van", say("paneel.alles")), el("table", { class: "alles-tabel" }, el("thead", {}, el("tr", {}, ["bank_cijfer", "bank_was", "bank_wordt_kop", "bank_betekent", "bank_herkomst"].map((key) => el("th", { scope: "col" }, say(key))))), el("tbody", {}, rows))) : "",
      keys.length ? takeTable(say("paneel.alles"), plain) : "",
      el("p", { class: "klein" }, say("bank_alles_rest"), " ", el("a", { href: "#bronnen" }, texts.kop_bronnen), "."),
      el("p", { class: "klein" }, say("bank_opdracht"), " ", el("code", {}, spoken(state)), shown(state).length > 1 ? "" : ` ${say("bank_ongewijzigd")}`));
  }

  return { open: (inner) => { place = inner; renew(); }, renew: () => {}, close: () => { place = null; }, drawn: renew };
}

// What matters most: every figure moved over its range, one at a time. An end is applied with a click.

import { asker, clientOf } from "../ask.js";
import { button, choice, el } from "../element.js";
import { partsNow } from "../draw.js";
import { definition, figureOf, nameOf, shownValue, tidy } from "../figures.js";
import { linkTo } from "../knob/groups.js";
import { ownOf, questionOf, say, spokenQuestion, texts } from "../state.js";
import { centsOf } from "./beside.js";
import { columnName, judged, judgedWords, timeOf, yearOptions } from "./columns.js";
import { roomInPanel } from "./drawer.js";

const FIELDS = ["uitkering_definitief", "uitkering_voorlopig", "verrekening", "kas", "kosten", "tekort", "terugvordering", "reserve"];
const SHOWN_ROWS = 12;
const BEFORE_ASKING = 500;

export const fieldOptions = () => FIELDS.map((one) => [one, columnName(one)]);

// Shares that add up to one where the first is moved: the others give or take in proportion to what they are in the
// answer, which is of the scenario as it was changed.
function withOthers(parts, moved, value) {
  const shareOf = new Map(parts.map((part) => [part.sleutel, Number(part.waarde)]));
  const rest = 1 - shareOf.get(moved);
  if (!rest) return null;
  const others = [...shareOf.keys()].filter((key) => key !== moved).sort();
  const changes = new Map([[moved, value]]);
  let left = 1 - Number(value);
  others.forEach((key, index) => {
    const own = index === others.length - 1 ? left : Number(((shareOf.get(key) / rest) * (1 - Number(value))).toFixed(9));
    left -= own;
    changes.set(key, tidy(own));
  });
  return changes;
}

// A number as a scenario takes it: an amount of a step may have more decimals than an amount can have.
const writtenAs = (key, value) => tidy(Number(Number(value).toFixed(definition(key).decimals)));

// What an end of a factor comes to as changes: of a series those of its years that move with it, of shares all of
// them. None where that cannot be told.
function endOf(row, end, rows) {
  const side = end === "laag" ? 0 : 1;
  const parts = rows.filter((one) => one.deel_van === row.sleutel);
  const value = row[end] === null ? null : writtenAs(row.cijfer, row[end]);
  if (row.soort === "cijfer") return value === null ? null : new Map([[row.sleutel, value]]);
  if (row.soort === "reeks") return new Map(parts.filter((one) => one.beweging === row.beweging && one[end] !== null).map((one) => [one.sleutel, String(one[end])]));
  const keys = parts.map((one) => one.sleutel).sort();
  if (row.beweging === "bereik") return keys.every((key) => figureOf(key)?.tussen) ? new Map(keys.map((key) => [key, String(figureOf(key).tussen[side])])) : null;
  const isTold = parts.every((one) => one.waarde !== null) && keys.includes(row.cijfer);
  return value === null || !isTold ? null : withOthers(parts, row.cijfer, value);
}

export function mattersPanel(bench) {
  let place = null;
  const question = asker();
  let answer = null;

  const options = () => {
    const { veld, jaar } = bench.state().asked;
    return [["veld", veld ?? FIELDS[0]], ["jaar", jaar ?? ""]];
  };

  function apply(row, end, rows) {
    const changes = endOf(row, end, rows);
    if (changes) bench.turn(changes);
  }

  function show(body, inner) {
    answer = body;
    const { euroMillions, euroSigned, scroller, tornado } = partsNow();
    const mln = (euros) => euroMillions(centsOf(euros), texts.mln);
    const [base] = body.uitkomst;
    const moving = (kind) => body.regels.filter((row) => !row.deel_van && row.zwaai && row.aard === kind);
    // As the chart has them, and the command line without `--alles`: what is settled is another decision, no uncertainty.
    const [open, settled] = [moving("onzeker"), moving("vastgesteld")];
    const ending = (row, end, words) => {
      const changes = endOf(row, end, body.regels);
      const told = row.soort === "cijfer" ? shownValue(row.sleutel, row[end]) : say(`bank_reeks.${end}`);
      const value = row[`uitkomst_${end}`];
      return el("td", {}, changes ? button(told, () => apply(row, end, body.regels), { class: "zet", "aria-label": say(words, nameOf(row.sleutel), told) }) : told, el("small", { class: value === null ? null : judged(body.vraag.veld, value - base) }, value === null ? "" : euroSigned(centsOf(value - base))));
    };
    const table = (rows, name) => scroller(name, el("table", { class: "telt-tabel" }, el("thead", {}, el("tr", {}, ["bank_cijfer", "bank_laag", "bank_hoog", "bank_status"].map((key) => el("th", { scope: "col" }, say(key))))),
      el("tbody", {}, rows.map((row) => el("tr", {}, el("th", { scope: "row" }, linkTo(row.sleutel, nameOf(row.sleutel))), ending(row, "laag", "bank_zet_laag"), ending(row, "hoog", "bank_zet_hoog"), el("td", {}, row.status ? el("span", { class: `status ${row.status}` }, say(`status.${row.status}`)) : ""))))));
    const none = body.regels.filter((row) => !row.deel_van && !row.zwaai).length;
    inner.replaceChildren(
      el("p", {}, say("bank_telt_zin", columnName(body.vraag.veld), mln(base), timeOf(body.vraag.veld, body.vraag.jaren.length > 1 ? "" : String(body.vraag.jaren[0])))),
      tornado(body, { width: roomInPanel(), about: bench.state().scenarios.at(-1) }),
      table(open.slice(0, SHOWN_ROWS), say("bank_cijfers_van", say("paneel.telt"))),
      settled.length ? el("details", { class: "telt-vast" }, el("summary", {}, say("bank_telt_vast", settled.length)), el("p", { class: "klein" }, say("bank_telt_vast_uitleg")), table(settled, say("bank_cijfers_van", say("bank_telt_vast", settled.length)))) : "",
      el("p", { class: "klein" }, say("bank_telt_uitleg", none), body.vraag_na ? ` ${say("bank_vraag_na", nameOf(body.vraag_na))}` : "", ` ${judgedWords(body.vraag.veld)}`));
  }

  function ask() {
    const [told, inner] = [".telt-stand", ".telt-inhoud"].map((name) => place.querySelector(name));
    const own = ownOf(bench.state());
    const more = Object.fromEntries(options().filter(([, value]) => value));
    const path = `/api/sensitivity/events?${questionOf(own, { ...more, top: "0", client: clientOf("s") })}`;
    place.querySelector(".opdracht").textContent = spokenQuestion("sensitivity", own, options());
    question.ask(path, inner.childElementCount ? BEFORE_ASKING : 0, told, (body) => show(body, inner));
  }

  return {
    open: (inner) => {
      place = inner;
      question.forget();
      answer = null;
      const put = (key) => (value) => bench.go({ asked: { ...bench.state().asked, [key]: value } });
      const { veld, jaar } = Object.fromEntries(options());
      const years = el("span");
      const showYears = () => {
        const now = Object.fromEntries(options());
        years.replaceChildren(choice(say("bank_jaar"), yearOptions(now.veld), now.jaar, put("jaar")));
      };
      showYears();
      place.replaceChildren(el("p", { class: "klein" }, say("bank_telt_wat")),
        el("div", { class: "bank-rij" }, choice(say("bank_uitkomst"), fieldOptions(), veld, (own) => { put("veld")(own); showYears(); }), years),
        el("p", { class: "telt-stand", role: "status" }), el("div", { class: "telt-inhoud" }), el("p", { class: "klein" }, say("bank_opdracht"), " ", el("code", { class: "opdracht" })));
      ask();
    },
    renew: ask,
    resized: () => { if (answer) show(answer, place.querySelector(".telt-inhoud")); },
    close: question.end,
  };
}

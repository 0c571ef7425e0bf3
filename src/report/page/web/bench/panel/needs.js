// What it takes: which value of a figure meets a goal. The answer is applied with a click.

import { asker, clientOf } from "../ask.js";
import { button, choice, el, entry } from "../element.js";
import { partsNow } from "../draw.js";
import { allFigures, nameOf, shownValue } from "../figures.js";
import { lang, ownOf, questionOf, readChanges, say, spokenQuestion } from "../state.js";
import { centsOf } from "./beside.js";
import { yearOptions } from "./columns.js";
import { fieldOptions } from "./matters.js";

const RELATIONS = ["=", "<=", ">="];
// What negotiators turn; every other key can be typed.
const USUAL_KEYS = ["index", "korting.0.percentage", "prestatie.aandeel", "onderwijsroute.trajectprijs", "onderwijsroute.aandeel", "reservering.maximum", "betaalritme.1.totaal:1>3"];
const BEFORE_SEARCH = 600;

// Tenths of a million, with a point or a comma, as an amount of the command line.
const amountOf = (text) => `${text.trim().replace(/\s/g, "").replace(",", ".")}mln`;

export function needsPanel(bench) {
  let place = null;
  const question = asker();

  const known = () => {
    const { veld = "uitkering_definitief", relatie = "<=", bedrag = "", jaar = "", varieer = "index", samen = "" } = bench.state().asked;
    return { veld, relatie, bedrag, jaar, varieer, samen };
  };

  function show(body, inner) {
    const { euro, scroller } = partsNow();
    const rows = body.regels;
    const money = (value) => (value === null ? "" : euro(centsOf(value)));
    const settings = readChanges(body.instellingen);
    const keyOf = (row) => (row.jaar && !/[:>]/.test(row.sleutel) && !/\.\d{4}$/.test(row.sleutel) ? `${row.sleutel}.${row.jaar}` : row.sleutel);
    const value = (row, name) => (row[name] === null || row[name] === "" ? "" : /^[\d.]+$/.test(row[name]) ? shownValue(keyOf(row), row[name]) : row[name]);
    const outcomes = new Set(rows.map((row) => row.uitkomst));
    inner.replaceChildren(
      el("p", { class: "antwoordzin" }, ["gehaald", "altijd", "onhaalbaar"].filter((word) => outcomes.has(word)).map((word) => say(`bank_uitkomst.${word}`)).join(" ")),
      ...body.opmerkingen.map((one) => el("p", { class: "klein letop" }, one[lang])),
      settings.size ? el("div", { class: "bank-rij" }, button(say("bank_pas_toe"), () => bench.turn(settings), { class: "hoofd" }), el("span", { class: "klein" }, [...settings].map(([key, own]) => say("bank_wordt", nameOf(key), shownValue(key, own))).join("; "))) : "",
      scroller(say("bank_cijfers_van", say("paneel.nodig")), el("table", {}, el("thead", {}, el("tr", {}, ["bank_jaar", "bank_cijfer", "bank_is", "bank_wordt_kop", "bank_ernaast"].map((key) => el("th", { scope: "col" }, say(key))))),
        el("tbody", {}, rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.jaar ?? say("bank_samen")), el("td", { class: "woord" }, nameOf(row.sleutel)),
          el("td", {}, value(row, "is"), el("small", {}, money(row.bedrag_is)), row.bedrag_vooraf === row.bedrag_is ? "" : el("small", {}, say("bank_vooraf", money(row.bedrag_vooraf)))), el("td", {}, el("strong", {}, value(row, "antwoord")), el("small", {}, money(row.bedrag_antwoord))),
          el("td", {}, [["eronder", "bedrag_eronder"], ["erboven", "bedrag_erboven"]].filter(([name]) => row[name]).map(([name, amount]) => el("small", {}, `${value(row, name)}: ${money(row[amount])}`)))))))),
      el("p", { class: "klein" }, say("bank_nodig_uitleg"), rows.some((row) => row.bedrag_vooraf !== row.bedrag_is) ? ` ${say("bank_vooraf_uitleg")}` : ""));
  }

  function ask() {
    const [told, inner] = [".nodig-stand", ".nodig-inhoud"].map((name) => place.querySelector(name));
    const { veld, relatie, bedrag, jaar, varieer, samen } = known();
    if (!bedrag.trim() || !varieer.trim()) {
      told.textContent = say("bank_noem_bedrag");
      inner.replaceChildren();
      question.forget();
      return;
    }
    const own = ownOf(bench.state());
    const options = [["doel", `${veld}${relatie}${amountOf(bedrag)}`], ["varieer", varieer], ["jaar", jaar]];
    const more = Object.fromEntries(options.filter(([, value]) => value));
    if (samen) more.samen = "";
    const path = `/api/solve/events?${questionOf(own, { ...more, client: clientOf("n") })}`;
    place.querySelector(".opdracht").textContent = `${spokenQuestion("solve", own, options)}${samen ? " --samen" : ""}`;
    question.ask(path, BEFORE_SEARCH, told, (body) => show(body, inner), () => inner.replaceChildren());
  }

  return {
    open: (inner) => {
      place = inner;
      question.forget();
      const put = (key) => (value) => bench.go({ asked: { ...known(), [key]: value } });
      const { veld, relatie, bedrag, jaar, varieer, samen } = known();
      const has = new Set(allFigures().map(({ pad }) => pad));
      const usual = USUAL_KEYS.filter((key) => key === "index" || has.has(key) || has.has(`${key.split(":")[0]}.0`));
      const typed = (key) => ({ target }) => put(key)(target.value);
      place.replaceChildren(el("p", { class: "klein" }, say("bank_nodig_wat")),
        el("div", { class: "bank-rij" }, choice(say("bank_uitkomst"), fieldOptions(), veld, put("veld")), choice(say("bank_moet"), RELATIONS.map((one) => [one, say(`bank_relatie.${one}`)]), relatie, put("relatie")),
          entry(say("bank_mln"), { id: "nodig-bedrag", inputmode: "decimal", value: bedrag, size: "8", oninput: typed("bedrag") }), choice(say("bank_jaar"), yearOptions(), jaar, put("jaar")),
          entry(say("bank_varieer"), { id: "nodig-sleutel", value: varieer, list: "nodig-sleutels", size: "26", oninput: typed("varieer") }), el("datalist", { id: "nodig-sleutels" }, [...usual, ...allFigures().map(({ pad }) => pad)].map((key) => el("option", { value: key }, nameOf(key)))),
          el("label", { class: "vink" }, el("input", { type: "checkbox", checked: Boolean(samen), onchange: ({ target }) => put("samen")(target.checked ? "ja" : "") }), " ", say("bank_samengeteld"))),
        el("p", { class: "nodig-stand", role: "status" }), el("div", { class: "nodig-inhoud" }), el("p", { class: "klein" }, say("bank_opdracht"), " ", el("code", { class: "opdracht" })));
      ask();
    },
    renew: ask,
    close: question.end,
  };
}

// What it takes: which value of a figure meets a goal. The answer is applied with a click.

import { asker, clientOf } from "../ask.js";
import { button, choice, el, entry } from "../element.js";
import { partsNow } from "../draw.js";
import { nameOf, shownValue } from "../figures.js";
import { readToml } from "../knob/toml.js";
import { numberOf } from "../knob/typed.js";
import { lang, ownOf, questionOf, readChanges, say, spokenQuestion } from "../state.js";
import { centsOf } from "./beside.js";
import { columnName, isStock } from "./columns.js";
import { fieldOptions } from "./matters.js";
import { placeChoice, placeName, placeOf } from "./place.js";
import { wantedField } from "./wanted.js";

const RELATIONS = ["=", "<=", ">="];
const BEFORE_SEARCH = 600;
const TOGETHER = "samen";

// Every year by itself, or all of them together; what is carried on cannot be added up.
const timeOptions = (field) => [["", say("bank_elk_jaar_apart")], ...(isStock(field) ? [] : [[TOGETHER, say("bank_alle_jaren")]]), ...(partsNow()?.years ?? []).map((year) => [String(year), String(year)])];

export function needsPanel(bench) {
  let place = null;
  let wanted = null;
  const question = asker();

  const known = () => {
    const { veld = "uitkering_definitief", relatie = "<=", bedrag = "", jaar = "", varieer = "index", samen = "", gebied } = bench.state().asked;
    // One year has nothing to add up.
    return { veld, relatie, bedrag, jaar, varieer, samen: jaar || isStock(veld) ? "" : samen, ...(gebied ? { gebied } : {}) };
  };

  function show(body, inner) {
    const { euro, scroller } = partsNow();
    const rows = body.regels;
    const money = (value) => (value === null ? "" : euro(centsOf(value)));
    const settings = readChanges(body.instellingen);
    const keyOf = (row) => (row.jaar && !/[:>]/.test(row.sleutel) && !/\.\d{4}$/.test(row.sleutel) ? `${row.sleutel}.${row.jaar}` : row.sleutel);
    // A whole in parts is told part by part.
    const told = (row, text) => (Array.isArray(readToml(text)) ? readToml(text).map((part) => shownValue(`${row.sleutel.split(":")[0]}.0`, part)).join(" / ") : /^-?[\d.]+$/.test(text) ? shownValue(keyOf(row), text) : text);
    const value = (row, name) => (row[name] === null || row[name] === "" ? "" : told(row, String(row[name])));
    const outcomes = new Set(rows.map((row) => (row.uitkomst === "onhaalbaar" && row.dichtstbij === null ? "onbekend" : row.uitkomst)));
    const becomes = (row) => (row.uitkomst === "onhaalbaar"
      ? [row.dichtstbij === null ? say("bank_geen_waarde") : [el("span", {}, say("bank_dichtstbij", value(row, "dichtstbij"))), el("small", {}, money(row.bedrag_dichtstbij))]]
      : [el("strong", {}, value(row, "antwoord")), el("small", {}, money(row.bedrag_antwoord))]);
    const beside = rows.some((row) => row.eronder || row.erboven);
    const heads = ["bank_jaar", "bank_cijfer", "bank_is", "bank_wordt_kop", ...(beside ? ["bank_ernaast"] : [])];
    const far = rows.some((row) => row.uitkomst === "onhaalbaar") ? body.haalbaar ?? [] : [];
    inner.replaceChildren(
      el("p", { class: "antwoordzin" }, `${placeName(known().gebied ?? placeOf())}: `, ["gehaald", "altijd", "onhaalbaar", "onbekend"].filter((word) => outcomes.has(word)).map((word) => say(`bank_uitkomst.${word}`)).join(" ")),
      ...body.opmerkingen.map((one) => el("p", { class: "klein letop" }, one[lang])),
      ...far.map((one) => el("p", {}, say("bank_haalbaar", columnName(one.veld), one.jaren, money(one.minstens), money(one.hoogstens)))),
      settings.size ? el("div", { class: "bank-rij" }, button(say("bank_pas_toe"), () => bench.turn(settings), { class: "hoofd" }), el("span", { class: "klein" }, [...settings].map(([key, own]) => say("bank_wordt", nameOf(key), shownValue(key, own))).join("; "))) : "",
      scroller(say("bank_cijfers_van", say("paneel.nodig")), el("table", {}, el("thead", {}, el("tr", {}, heads.map((key) => el("th", { scope: "col" }, say(key))))),
        el("tbody", {}, rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.jaar ?? say("bank_alle_jaren")), el("td", { class: "woord" }, wanted.nameIn(row.sleutel)),
          el("td", {}, value(row, "is"), el("small", {}, money(row.bedrag_is)), row.bedrag_vooraf === row.bedrag_is ? "" : el("small", {}, say("bank_vooraf", money(row.bedrag_vooraf)))), el("td", {}, becomes(row)),
          beside ? el("td", {}, [["eronder", "bedrag_eronder"], ["erboven", "bedrag_erboven"]].filter(([name]) => row[name]).map(([name, amount]) => el("small", {}, `${value(row, name)}: ${money(row[amount])}`))) : null))))),
      el("p", { class: "klein" }, [beside ? say("bank_nodig_uitleg") : "", rows.some((row) => row.bedrag_vooraf !== row.bedrag_is) ? say("bank_vooraf_uitleg") : ""].filter(Boolean).join(" ")));
  }

  function ask() {
    const [told, inner] = [".nodig-stand", ".nodig-inhoud"].map((name) => place.querySelector(name));
    const { veld, relatie, bedrag, jaar, varieer, samen, gebied } = known();
    const code = placeOf(gebied);
    place.querySelector(".nodig-gebied select").value = code || "NL";
    const none = (words) => {
      told.textContent = words;
      inner.replaceChildren();
      question.forget();
    };
    const key = wanted.show(varieer);
    const own = ownOf(bench.state());
    const options = [["doel", `${veld}${relatie}${numberOf(bedrag) ?? bedrag.trim()}mln`], ["varieer", key ?? varieer], ["gemeente", code], ["jaar", jaar]];
    place.querySelector(".opdracht").textContent = `${spokenQuestion("solve", own, options)}${samen ? " --samen" : ""}`;
    if (!bedrag.trim() || !varieer.trim()) return none(say("bank_noem_bedrag"));
    if (numberOf(bedrag) === null) return none(say("bank_geen_getal", bedrag));
    if (key === null) return none("");
    const more = Object.fromEntries(options.filter(([, value]) => value));
    if (samen) more.samen = "";
    question.ask(`/api/solve/events?${questionOf(own, { ...more, client: clientOf("n") })}`, BEFORE_SEARCH, told, (body) => show(body, inner), () => inner.replaceChildren());
  }

  return {
    open: (inner) => {
      place = inner;
      question.forget();
      const put = (change) => bench.go({ asked: { ...known(), ...change } });
      const { veld, relatie, bedrag, varieer, gebied } = known();
      wanted = wantedField(varieer, (key) => put({ varieer: key }));
      const times = el("span");
      const showTimes = () => {
        const { veld: field, jaar, samen } = known();
        times.replaceChildren(choice(say("bank_jaar"), timeOptions(field), samen ? TOGETHER : jaar, (time) => put(time === TOGETHER ? { samen: "ja", jaar: "" } : { samen: "", jaar: time })));
      };
      showTimes();
      place.replaceChildren(el("p", { class: "klein" }, say("bank_nodig_wat")),
        el("div", { class: "bank-rij" }, choice(say("bank_uitkomst"), fieldOptions(), veld, (own) => { put({ veld: own }); showTimes(); }), choice(say("bank_moet"), RELATIONS.map((one) => [one, say(`bank_relatie.${one}`)]), relatie, (own) => put({ relatie: own })),
          entry(say("bank_mln"), { id: "nodig-bedrag", inputmode: "decimal", value: bedrag, size: "8", oninput: ({ target }) => put({ bedrag: target.value }) }), times,
          wanted.field, wanted.list, el("span", { class: "nodig-gebied" }, placeChoice(placeOf(gebied), (code) => put({ gebied: code })))),
        wanted.near, el("p", { class: "nodig-stand", role: "status" }), el("div", { class: "nodig-inhoud" }), el("p", { class: "klein" }, say("bank_opdracht"), " ", el("code", { class: "opdracht" })));
      ask();
    },
    renew: ask,
    close: question.end,
  };
}

// What it takes: which value of a figure meets a goal. The answer is applied with a click.

import { asker, clientOf } from "../ask.js";
import { button, choice, el, entry } from "../element.js";
import { bodyNow, partsNow } from "../draw.js";
import { allFigures, definition, nameOf, shownValue } from "../figures.js";
import { readToml } from "../knob/toml.js";
import { numberOf } from "../knob/typed.js";
import { lang, ownOf, questionOf, readChanges, say, spokenQuestion, texts } from "../state.js";
import { centsOf } from "./beside.js";
import { columnName, isStock } from "./columns.js";
import { fieldOptions } from "./matters.js";
import { placeChoice, placeName, placeOf } from "./place.js";
import { wantedField } from "./wanted.js";

const RELATIONS = ["=", "<=", ">="];
const BEFORE_SEARCH = 600;
const TOGETHER = "samen";

// Years as the command line writes them: 2024,2027-2031.
function spanOf(years) {
  const spans = [];
  for (const year of years) {
    if (spans.at(-1)?.[1] === year - 1) spans.at(-1)[1] = year;
    else spans.push([year, year]);
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}

// The years of the projection of which a series has a figure, in the scenario or by a change; null where it is no series.
function yearsOfSeries(key, changes) {
  const keys = [...allFigures().map(({ pad }) => pad), ...changes.keys()].filter((own) => own.startsWith(`${key}.`)).map((own) => own.slice(key.length + 1));
  const found = new Set(keys.filter((end) => /^\d{4}$/.test(end)).map(Number));
  return found.size ? (partsNow()?.years ?? []).filter((year) => found.has(year)) : null;
}

// Every year by itself, or all of them together; what is carried on cannot be added up,
// nor can a figure of every year be found for all of them at once. `some` is the years that it has where it has not all.
const timeOptions = (field, series, some) => [["", some ? say("bank_elk_jaar_met", some) : say("bank_elk_jaar_apart")], ...(isStock(field) || series ? [] : [[TOGETHER, say("bank_alle_jaren")]]), ...(partsNow()?.years ?? []).map((year) => [String(year), String(year)])];

export function needsPanel(bench) {
  let place = null;
  let wanted = null;
  const question = asker();

  const known = () => {
    const { veld = "uitkering_definitief", relatie = "<=", bedrag = "", jaar = "", varieer = "index", samen = "", gebied } = bench.state().asked;
    // One year has nothing to add up, and a figure of every year is found year by year.
    const series = yearsOfSeries(varieer, bench.state().changes);
    const some = series && series.length < partsNow().years.length ? spanOf(series) : "";
    return { veld, relatie, bedrag, jaar, varieer, series, some, samen: jaar || isStock(veld) || series ? "" : samen, ...(gebied ? { gebied } : {}) };
  };
  // What of it is kept in the address.
  const kept = () => {
    const { series, some, ...rest } = known();
    return rest;
  };
  let showTimes = () => {};

  // What was remarked of the scenario itself, such as amounts that do not follow what was turned; with what can be done
  // about it, where the page knows that.
  const ofScenario = (body, remarks) => remarks.filter((words) => !body.opmerkingen.some((one) => one[lang] === words)).map((words) => {
    const known = bodyNow()?.gegevens.opmerkingen.find((one) => one.zet && one.tekst === words);
    return el("p", { class: "klein letop" }, words, known ? [" ", el("button", { type: "button", class: "doe", "data-zet": known.zet }, texts.opmerking_doe)] : null);
  });

  function show(body, remarks, inner, pathOf) {
    const { euro, scroller } = partsNow();
    const rows = body.regels;
    const money = (value) => (value === null ? "" : euro(centsOf(value)));
    const settings = readChanges(body.instellingen);
    // Of a series it is a year that has the unit; any other figure has it itself.
    const keyOf = (row) => (row.jaar && definition(row.sleutel).byYear ? `${row.sleutel}.${row.jaar}` : row.sleutel);
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
      ...ofScenario(body, remarks),
      ...body.opmerkingen.map((one) => el("p", { class: "klein letop" }, one[lang])),
      ...far.map((one) => el("p", {}, say("bank_haalbaar", columnName(one.veld), one.jaren, money(one.minstens), money(one.hoogstens)))),
      settings.size ? el("div", { class: "bank-rij" }, button(say("bank_pas_toe"), () => bench.turn(settings), { class: "hoofd" }), el("span", { class: "klein" }, [...settings].map(([key, own]) => say("bank_wordt", nameOf(key), shownValue(key, own))).join("; "))) : "",
      scroller(say("bank_cijfers_van", say("paneel.nodig")), el("table", {}, el("thead", {}, el("tr", {}, heads.map((key) => el("th", { scope: "col" }, say(key))))),
        el("tbody", {}, rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.jaar ?? say("bank_alle_jaren")), el("td", { class: "woord" }, wanted.nameIn(row.sleutel)),
          el("td", {}, value(row, "is"), el("small", {}, money(row.bedrag_is)), row.bedrag_vooraf === row.bedrag_is ? "" : el("small", {}, say("bank_vooraf", money(row.bedrag_vooraf)))), el("td", {}, becomes(row)),
          beside ? el("td", {}, [["eronder", "bedrag_eronder"], ["erboven", "bedrag_erboven"]].filter(([name]) => row[name]).map(([name, amount]) => el("small", {}, `${value(row, name)}: ${money(row[amount])}`))) : null))))),
      // The same as the command line gives, to the cent.
      el("p", { class: "meenemen" }, el("span", { "aria-hidden": "true" }, say("meenemen")), [["csv", "CSV", "neem_csv"], ["csv-nl", say("csv_nl"), "neem_csv_nl"], ["xlsx", say("werkboek"), "neem_werkboek"]]
        .map(([form, words, told]) => el("a", { href: pathOf(form), download: true, "aria-label": say(told, say("paneel.nodig")) }, words))),
      el("p", { class: "klein" }, [beside ? say("bank_nodig_uitleg") : "", rows.some((row) => row.bedrag_vooraf !== row.bedrag_is) ? say("bank_vooraf_uitleg") : ""].filter(Boolean).join(" ")));
  }

  function ask() {
    const [told, inner] = [".nodig-stand", ".nodig-inhoud"].map((name) => place.querySelector(name));
    const { veld, relatie, bedrag, jaar, varieer, samen, some, gebied } = known();
    const code = placeOf(gebied);
    showTimes();
    place.querySelector(".nodig-gebied select").value = code || "NL";
    const none = (words) => {
      told.textContent = words;
      inner.replaceChildren();
      question.forget();
    };
    const key = wanted.show(varieer);
    const own = ownOf(bench.state());
    const options = [["doel", `${veld}${relatie}${numberOf(bedrag) ?? bedrag.trim()}mln`], ["varieer", key ?? varieer], ["gemeente", code], ["jaar", jaar || some]];
    // Of a question that is not whole yet there is no command.
    place.querySelector(".nodig-opdracht").hidden = numberOf(bedrag) === null || key === null;
    place.querySelector(".opdracht").textContent = `${spokenQuestion("solve", own, options)}${samen ? " --samen" : ""}`;
    if (!bedrag.trim() || !varieer.trim()) return none(say("bank_noem_bedrag"));
    if (numberOf(bedrag) === null) return none(say("bank_geen_getal", bedrag));
    if (key === null) return none("");
    const more = Object.fromEntries(options.filter(([, value]) => value));
    if (samen) more.samen = "";
    question.ask(`/api/solve/events?${questionOf(own, { ...more, client: clientOf("n") })}`, BEFORE_SEARCH, told, (body, remarks) => show(body, remarks, inner, (form) => `/api/solve.${form}?${questionOf(own, more)}`), () => inner.replaceChildren());
  }

  return {
    open: (inner) => {
      place = inner;
      question.forget();
      const put = (change) => bench.go({ asked: { ...kept(), ...change } });
      const { veld, relatie, bedrag, varieer, gebied } = known();
      wanted = wantedField(varieer, (key) => put({ varieer: key }));
      const times = el("span");
      let timesOf = null;
      showTimes = () => {
        const { veld: field, jaar, samen, series, some } = known();
        const options = timeOptions(field, series, some);
        const now = JSON.stringify([options, samen ? TOGETHER : jaar]);
        if (now === timesOf) return;
        timesOf = now;
        if (times.contains(document.activeElement)) return;
        times.replaceChildren(choice(say("bank_jaar"), options, samen ? TOGETHER : jaar, (time) => put(time === TOGETHER ? { samen: "ja", jaar: "" } : { samen: "", jaar: time })));
      };
      showTimes();
      place.replaceChildren(el("p", { class: "klein" }, say("bank_nodig_wat")),
        el("div", { class: "bank-rij" }, choice(say("bank_uitkomst"), fieldOptions(), veld, (own) => { put({ veld: own }); showTimes(); }), choice(say("bank_moet"), RELATIONS.map((one) => [one, say(`bank_relatie.${one}`)]), relatie, (own) => put({ relatie: own })),
          entry(say("bank_mln"), { id: "nodig-bedrag", inputmode: "decimal", value: bedrag, size: "8", oninput: ({ target }) => put({ bedrag: target.value }) }), times,
          wanted.field, wanted.list, el("span", { class: "nodig-gebied" }, placeChoice(placeOf(gebied), (code) => put({ gebied: code })))),
        wanted.near, el("p", { class: "nodig-stand", role: "status" }), el("div", { class: "nodig-inhoud" }), el("p", { class: "klein nodig-opdracht" }, say("bank_opdracht"), " ", el("code", { class: "opdracht" })));
      ask();
    },
    renew: ask,
    close: question.end,
  };
}

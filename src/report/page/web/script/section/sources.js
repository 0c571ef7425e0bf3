// Every figure that was used, with its status and source; what differs; the receipt.

import { data, remarkAbout, scenarios, t } from "../base/data.js";
import { byId, h, named } from "../base/dom.js";
import { tableBox } from "../base/figure.js";
import { compares, state, watch } from "../base/state.js";
import { count, euroCents } from "../base/format.js";
import { linked } from "../base/links.js";

const used = data.cijfers;
const STATUS = ["gepubliceerd", "afgeleid", "aanname"];

function cells([value, status, source, fitted, file, line]) {
  const extra = fitted ? `, ${t("gefit")}` : "";
  return [h("td", { class: "getal" }, h("data", { value }, value)), h("td", {}, h("span", { class: `status ${STATUS[status]}` }, t(`status.${STATUS[status]}`)), extra),
    h("td", {}, linked(used.bronnen[source]), line ? h("span", { class: "zacht" }, ` ${used.bestanden[file]}:${line}`) : null)];
}

// The keys in which the chosen scenario is not the first; a figure that only has another source too.
function differing() {
  if (!compares) return [];
  const lines = data.oorzaken[state.other - 1].sleutels.map(({ pad, onderdeel, a, b, afgeleid, met_bron }) => {
    const told = b ?? a;
    const same = a && b && a[0] === b[0];
    return h("tr", {}, h("th", { scope: "row" }, h("code", {}, pad), onderdeel ? h("span", { class: "zacht" }, ` ${t(`deel.${onderdeel}`)}`) : null),
      [a, b].map((one, side) => h("td", { class: "getal" }, one ? h("data", { value: one[0] }, one[0]) : afgeleid[side] === null ? "\u2013" : t("afgeleid", euroCents(afgeleid[side])))),
      // A name has no source.
      h("td", {}, met_bron ? [h("span", { class: `status ${STATUS[told[1]]}` }, t(`status.${STATUS[told[1]]}`)), same ? `, ${t("alleen_bron")}` : ""] : null),
      h("td", {}, met_bron ? linked(used.bronnen[told[2]]) : null, h("span", { class: "zacht" }, ` ${used.bestanden[told[4]]}:${told[5]}`)));
  });
  const head = h("tr", {}, h("th", { scope: "col" }, t("sleutel")),
    [0, state.other].map((scenario) => h("th", { scope: "col", scenario }, named(scenarios[scenario].naam))),
    h("th", { scope: "col" }, t("status")), h("th", { scope: "col" }, t("bron")));
  return [h("h3", {}, t("wat_verschilt")), h("p", { class: "klein" }, t("wat_verschilt_uitleg")),
    tableBox(t("wat_verschilt"), h("table", { class: "lijst" }, h("thead", {}, head), h("tbody", {}, lines)))];
}

// The figures of the first scenario, a fold for every table; assumptions are counted on it.
function folds() {
  const groups = new Map();
  for (const row of used.rijen) {
    const group = row.pad.split(".")[0];
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(row);
  }
  return [...groups].map(([group, rows]) => {
    const assumed = rows.filter((row) => row.cijfer[1] === 2).length;
    const told = rows.length === 1 ? t(assumed ? "cijfer_aanname" : "cijfer_vast") : assumed ? t("cijfers_aanname", count(rows.length), count(assumed)) : t("cijfers_vast", count(rows.length));
    const head = h("tr", {}, [t("sleutel"), t("waarde"), t("status"), t("bron")].map((name) => h("th", { scope: "col" }, name)));
    const lines = rows.map((row) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, row.pad)), cells(row.cijfer)));
    const subject = used.onderwerpen[group] ?? group;
    return h("details", { class: "vouw" }, h("summary", {}, h("span", { class: "onderwerp" }, subject), h("span", { class: "zacht" }, told)),
      tableBox(subject, h("table", { class: "lijst" }, h("thead", {}, head), h("tbody", {}, lines))));
  });
}

function receipt(one, scenario) {
  const line = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));
  return h("div", { class: "ontvangst" }, h("h4", { scenario }, named(one.scenario)), h("dl", {},
    line(t("programma"), `${one.programma} ${one.versie} (${one.commit})`),
    line(t("datum"), one.datum),
    one.trekkingen ? line(t("trekkingen"), `${count(one.trekkingen)}, ${t("zaad")} ${one.zaad}`) : null,
    line(t("scenario_hash"), h("code", {}, one.scenario_sha256)),
    line(t("invoer_hash"), h("code", {}, one.invoer_sha256)),
    ...one.bestanden.map((file) => line(named(file.naam), h("code", {}, file.sha256)))));
}

// What to know before the figures are used, with the scenarios that it is about.
function remarks() {
  if (!data.opmerkingen.length) return null;
  return h("div", { class: "stapel melding", id: "opmerkingen" }, h("h3", {}, t("opmerkingen")), h("ul", { class: "opmerkingen" }, data.opmerkingen.map((one) =>
    h("li", {}, h("strong", {}, named(remarkAbout(one))), ": ", named(one.tekst)))));
}

export function showSources() {
  const differences = h("div", { class: "stapel" });
  watch(["other"], () => differences.replaceChildren(...differing()));
  byId("bronnenlijst").replaceChildren(remarks() ?? "", differences, h("div", {}, h("div", { class: "stapel" }, h("h3", {}, t("aannames_bronnen")), h("p", { class: "klein" }, t("aannames_uitleg", scenarios[0].naam))), folds()),
    h("div", { class: "stapel" }, h("h3", {}, t("ontvangstbewijs")), h("p", { class: "klein" }, t("ontvangst_uitleg")), h("div", { class: "ontvangsten" }, data.ontvangstbewijzen.map(receipt))));
}

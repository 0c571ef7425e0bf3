// Every figure that was used, with its status and source; what differs; the receipt.

import { data, scenarios, t } from "./data.js";
import { byId, h, named, scroller } from "./dom.js";
import { count } from "./format.js";

const used = data.cijfers;
const STATUS = ["gepubliceerd", "afgeleid", "aanname"];

// The figure of a row in a scenario; a row that is cut off is the same in all.
const of = (row, scenario) => (row.van.length === 1 ? row.van[0] : row.van[scenario]);

function cells([value, status, source, fitted, file, line]) {
  const extra = fitted ? `, ${t("gefit")}` : "";
  return [h("td", { class: "getal" }, value), h("td", {}, h("span", { class: `status ${STATUS[status]}` }, t(`status.${STATUS[status]}`)), extra),
    h("td", {}, named(used.bronnen[source]), h("span", { class: "zacht" }, ` ${used.bestanden[file]}:${line}`))];
}

function differing() {
  const rows = used.rijen.filter((row) => row.van.length > 1);
  if (scenarios.length < 2) return [];
  const lines = rows.map((row) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, row.pad)),
    scenarios.map((_, scenario) => h("td", { class: "getal" }, of(row, scenario) ? of(row, scenario)[0] : "\u2013")),
    h("td", {}, named(used.bronnen[(row.van.findLast((one) => one) ?? row.van[0])[2]]))));
  const head = h("tr", {}, h("th", { scope: "col" }, t("sleutel")), scenarios.map((one, scenario) => h("th", { scope: "col", class: `t${scenario}` }, named(one.naam))), h("th", { scope: "col" }, t("bron")));
  return [h("h3", {}, t("wat_verschilt")), h("p", { class: "klein" }, t("wat_verschilt_uitleg")),
    scroller(t("wat_verschilt"), h("table", { class: "lijst" }, h("thead", {}, head), h("tbody", {}, lines)))];
}

// The used of the first scenario, a fold for every table; assumptions are counted on it.
function folds() {
  const groups = new Map();
  for (const row of used.rijen) {
    const group = row.pad.split(".")[0];
    if (row.van[0]) groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups].map(([group, rows]) => {
    const assumed = rows.filter((row) => row.van[0][1] === 2).length;
    const told = assumed ? t("cijfers_aanname", count(rows.length), count(assumed)) : t("cijfers_vast", count(rows.length));
    const head = h("tr", {}, [t("sleutel"), t("waarde"), t("status"), t("bron")].map((name) => h("th", { scope: "col" }, name)));
    const lines = rows.map((row) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, row.pad)), cells(row.van[0])));
    const subject = used.onderwerpen[group] ?? group;
    return h("details", { class: "vouw" }, h("summary", {}, h("span", { class: "onderwerp" }, subject), h("span", { class: "zacht" }, told)),
      scroller(subject, h("table", { class: "lijst" }, h("thead", {}, head), h("tbody", {}, lines))));
  });
}

function receipt(one, scenario) {
  const line = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));
  return h("div", { class: "ontvangst" }, h("h4", { class: `t${scenario}` }, named(one.scenario)), h("dl", {},
    line(t("programma"), `${one.programma} ${one.versie} (${one.commit})`),
    line(t("datum"), one.datum),
    one.trekkingen ? line(t("trekkingen"), `${count(one.trekkingen)}, ${t("zaad")} ${one.zaad}`) : null,
    line(t("scenario_hash"), h("code", {}, one.scenario_sha256)),
    line(t("invoer_hash"), h("code", {}, one.invoer_sha256)),
    ...one.bestanden.map((file) => line(named(file.naam), h("code", {}, file.sha256)))));
}

export function showSources() {
  byId("bronnenlijst").replaceChildren(...differing(), h("h3", {}, t("aannames_bronnen")), h("p", { class: "klein" }, t("aannames_uitleg", scenarios[0].naam)), ...folds(),
    h("h3", {}, t("ontvangstbewijs")), h("p", { class: "klein" }, t("ontvangst_uitleg")), h("div", { class: "ontvangsten" }, data.ontvangstbewijzen.map(receipt)));
}

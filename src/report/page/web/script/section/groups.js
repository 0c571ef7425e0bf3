// The same difference by provincie and by size: sums of gemeenten, to the cent.

import { gemeenten, local, negligible, scenarios, t } from "../base/data.js";
import { byId, h, named, yearSelect } from "../base/dom.js";
import { money, tableBox } from "../base/figure.js";
import { compares, state, watch } from "../base/state.js";
import { count, euroCents, euroCentsSigned, euroSigned, percentSigned } from "../base/format.js";
import { GRANT } from "../base/fields.js";
import { chosenYear } from "./map.js";

const sumOf = (list, of) => list.reduce((total, gemeente) => total + of(gemeente), 0);

// The cells of some gemeenten together.
function groupCells(list) {
  const people = sumOf(list, (g) => gemeenten.inwoners[g]);
  const amount = (scenario) => sumOf(list, (g) => local(scenario, GRANT, state.year, g));
  const base = amount(0);
  const each = (cents, show) => (people ? show(cents / people) : "\u2013");
  const start = [count(list.length), count(people), money(base)];
  if (!compares) {
    const left = sumOf(list, (g) => local(0, "saldo", state.year, g));
    return [...start, each(base, euroCents), money(left, euroSigned)];
  }
  const change = amount(state.other) - base;
  const share = negligible(change, base) ? t("nagenoeg_gelijk") : percentSigned(change / base);
  return [...start, money(base + change), money(change, euroSigned), each(change, euroCentsSigned), base ? share : "\u2013"];
}

function groupHeads(first) {
  const columns = compares
    ? [scenarios[0].naam, scenarios[state.other].naam, t("kop.verschil"), t("kop.verschil_inwoner"), t("kop.verschil_procent")]
    : [t(`kolom.${GRANT}`), t("kop.uitkering_inwoner"), t("kop.saldo")];
  return [first, t("gemeenten"), t("inwoners"), ...columns];
}

function groupTable(first, names, groupOf) {
  const everyone = gemeenten.code.map((_, g) => g);
  const groups = names.map((name, index) => [name, everyone.filter((g) => groupOf[g] === index)]).filter(([, list]) => list.length);
  const row = ([name, list], whole) => h("tr", { class: whole ? "samen" : null }, h("th", { scope: "row" }, named(name)), groupCells(list).map((cell) => h("td", {}, cell)));
  return h("table", { class: "smal groepen" },
    h("thead", {}, h("tr", {}, groupHeads(first).map((head) => h("th", { scope: "col" }, named(head))))),
    h("tbody", {}, groups.map((group) => row(group, false)), row([t("samen"), everyone], true)));
}

const groupBlock = (title, first, names, groupOf) => h("div", { class: "grafiek" }, h("h3", {}, title),
  h("p", { class: "eenheid" }, `${t(`kolom.${GRANT}`)} ${chosenYear()}`), tableBox(title, groupTable(first, names, groupOf)));

export function showGroups() {
  const place = h("div", { class: "stapel" });
  byId("groepenlijst").replaceChildren(h("div", { class: "knoppen" }, yearSelect()), place);
  watch(["other", "year"], () => {
    place.replaceChildren(
      groupBlock(t("per_grootte"), t("grootte"), gemeenten.klassen, gemeenten.klasse),
      groupBlock(t("per_provincie"), t("provincie"), gemeenten.provincies, gemeenten.provincie));
  });
}

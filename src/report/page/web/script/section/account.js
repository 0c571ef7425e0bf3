// The model of the first scenario beside what was published; the counts of DUO in a fold.

import { data, t } from "../base/data.js";
import { byId, h, named } from "../base/dom.js";
import { tableBox } from "../base/figure.js";
import { linked } from "../base/links.js";

const FIRM = ["gepubliceerd", "afgeleid", "aanname"];
const ACCOUNT_HEADS = ["onderwerp", "model", "gepubliceerd", "verschil", "procent", "gefit_kop", "status", "bron"];

function accountTable(name, rows) {
  const lines = rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.wat),
    [row.model, row.gepubliceerd, row.verschil, row.procent].map((figure) => h("td", { class: "getal" }, figure)),
    h("td", {}, t(row.gefit ? "ja" : "nee")),
    h("td", {}, h("span", { class: `status ${FIRM[row.status]}` }, t(`status.${FIRM[row.status]}`))),
    h("td", {}, linked(row.bron))));
  const head = h("tr", {}, ACCOUNT_HEADS.map((key) => h("th", { scope: "col" }, t(key))));
  return tableBox(name, h("table", { class: "lijst" }, h("thead", {}, head), h("tbody", {}, lines)));
}

export function showAccount() {
  const { cijfers, tellingen } = data.rekenschap;
  const counts = tellingen.length ? h("details", { class: "vouw" }, h("summary", {}, h("span", { class: "onderwerp" }, t("tellingen_duo"))),
    accountTable(t("tellingen_duo"), tellingen)) : "";
  byId("rekenschaplijst").replaceChildren(h("p", { class: "klein" }, named(data.scenarios[0].naam)), accountTable(t("rekenschap_naam"), cijfers), counts);
}

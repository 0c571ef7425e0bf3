// What share of the width of a band people have, and what share the assumptions that were drawn too.

import { assumedEnds, difference, quantiles, scenarios, shareOfPeople, t, withAssumptions, years } from "../../base/data.js";
import { h, named, s } from "../../base/dom.js";
import { figure, simpleTable } from "../../base/figure.js";
import { frame, linear, xYears } from "../../base/axes.js";
import { euro, percent } from "../../base/format.js";

const RESULT = "uitkering_definitief";

// A bar for each year: people below, assumptions above. A year without width has none.
function shareBars(series, width, title) {
  const [height, left, top, bottom] = [150, 44, 10, 24];
  const y = linear(0, 1, height - bottom, top);
  const room = (width - left) / years.length;
  const x = (index) => left + room * (index + 0.5);
  const shares = years.map((_, year) => shareOfPeople(series, RESULT, year));
  const told = shares.map((share, index) => (share === null ? null : `${years[index]}: ${t("aannames_mensen")} ${percent(share)}, ${t("aannames_rest")} ${percent(1 - share)}`));
  const svg = frame(width, height, title, told.filter(Boolean).join("; "));
  for (const mark of [0, 0.5, 1]) {
    svg.append(s("line", { class: mark ? "lijntje" : "nul", x1: left, x2: width, y1: y(mark), y2: y(mark) }),
      s("text", { class: "as", x: left - 6, y: y(mark) + 4, "text-anchor": "end" }, `${mark * 100}%`));
  }
  const thick = Math.min(46, room * 0.62);
  shares.forEach((share, index) => {
    if (share === null) return;
    const bar = (name, from, to) => svg.append(s("rect", { class: `deel-${name}`, x: x(index) - thick / 2, width: thick, y: y(to), height: Math.max(0, y(from) - y(to)) }));
    bar("mensen", 0, share);
    bar("aannames", share, 1);
    if (thick >= 30) svg.append(s("text", { class: "waarde", x: x(index), y: y(share) + (share > 0.18 ? 14 : -5), "text-anchor": "middle" }, percent(share)));
  });
  xYears(svg, x, height - 6, room);
  return svg;
}

const shareKey = () => h("p", { class: "sleutel" }, ["mensen", "aannames"].map((name) => h("span", {},
  s("svg", { class: "staal", width: 22, height: 12, "aria-hidden": "true" }, s("rect", { class: `deel-${name}`, x: 1, y: 1, width: 20, height: 10 })), " ", t(name === "mensen" ? "aannames_mensen" : "aannames_rest"))));

// Of every scenario, and of what each other has more than the first; nothing where no assumptions were drawn.
export function widthFigures(width) {
  if (!withAssumptions) return [];
  const series = [...scenarios.map((one, index) => [one.naam, index]), ...scenarios.slice(1).map((one, index) => [`${one.naam} \u2212 ${scenarios[0].naam}`, difference(index + 1)])]
    .filter(([, place]) => years.some((_, year) => shareOfPeople(place, RESULT, year) !== null));
  if (!series.length) return [];
  const columns = width < 560 || series.length === 1 ? 1 : Math.min(series.length, width < 1000 ? 2 : 3);
  const own = Math.min(760, Math.floor((width - (columns - 1) * 28) / columns));
  const title = t("aannames_titel");
  const heads = [t("jaar"), t("aannames_kop_mensen", "P5"), t("aannames_kop_mensen", "P95"), t("aannames_p5"), t("aannames_p95"), t("aannames_mensen"), t("aannames_rest")];
  const rows = (place) => years.map((year, index) => {
    const share = shareOfPeople(place, RESULT, index);
    const five = quantiles(place, RESULT, index);
    return [String(year), euro(five[0]), euro(five[4]), ...assumedEnds(place, RESULT, index).map(euro), ...(share === null ? ["\u2013", "\u2013"] : [percent(share), percent(1 - share)])];
  });
  return [figure({ title, unit: t("aannames_eenheid"), note: t("aannames_breedte"),
    chart: h("div", {}, shareKey(), h("div", { class: `panelen k${columns}` }, series.map(([name, place]) => h("div", { class: "paneel" },
      h("p", { class: "paneelkop" }, named(name)), shareBars(place, own, `${title}, ${name}`))))),
    table: h("div", {}, series.map(([name, place]) => [h("p", { class: "paneelkop" }, named(name)), simpleTable(heads, rows(place))])) })];
}

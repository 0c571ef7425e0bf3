// Reading a chart: the values of the year under the pointer, or with the arrow keys those of the year that has
// the focus.

import { t, years } from "./data.js";
import { h, s } from "./dom.js";

// The chart with what reads it laid over it. `x` places a year; `values` gives its names and amounts.
export function probed(svg, { title, x, top, bottom, values }) {
  const wire = s("line", { class: "peil", y1: top, y2: bottom, visibility: "hidden" });
  svg.append(wire);
  const width = Number(svg.getAttribute("width"));
  const tip = h("div", { class: "peiltip", hidden: true, "aria-hidden": "true" });
  const words = (index) => `${years[index]}: ${values(index).map(([name, value]) => `${name} ${value}`).join(", ")}`;
  let shown = years.length - 1;
  const show = (index) => {
    shown = Math.max(0, Math.min(years.length - 1, index));
    reader.setAttribute("aria-valuenow", String(years[shown]));
    reader.setAttribute("aria-valuetext", words(shown));
    for (const end of ["x1", "x2"]) wire.setAttribute(end, x(shown));
    wire.setAttribute("visibility", "visible");
    tip.replaceChildren(h("strong", {}, String(years[shown])), ...values(shown).map(([name, value]) => h("span", { class: "peilregel" }, h("span", {}, name), h("span", {}, value))));
    tip.hidden = false;
    const scale = reader.clientWidth / width;
    const [at, half] = [x(shown) * scale, tip.offsetWidth];
    // Beside the year, on the side where there is room.
    tip.style.left = `${at + 12 + half > reader.clientWidth ? Math.max(0, at - 12 - half) : at + 12}px`;
    tip.style.top = `${top * scale}px`;
  };
  const hide = () => {
    tip.hidden = true;
    wire.setAttribute("visibility", "hidden");
  };
  const nearest = (event) => {
    const at = ((event.clientX - reader.getBoundingClientRect().left) * width) / reader.clientWidth;
    const far = years.map((_, index) => Math.abs(x(index) - at));
    return far.indexOf(Math.min(...far));
  };
  const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -years.length, End: years.length };
  const reader = h("div", { class: "peiler", tabindex: "0", role: "slider", "aria-label": t("waarden_van", title), "aria-valuemin": String(years[0]), "aria-valuemax": String(years[years.length - 1]),
    "aria-valuenow": String(years[shown]), "aria-valuetext": words(shown),
    onpointermove: (event) => show(nearest(event)), onpointerdown: (event) => show(nearest(event)), onfocus: () => show(shown), onblur: hide,
    onpointerleave: () => { if (document.activeElement !== reader) hide(); },
    onkeydown: (event) => {
      if (event.key === "Escape") hide();
      if (!(event.key in STEPS)) return;
      event.preventDefault();
      show(shown + STEPS[event.key]);
    } });
  return h("div", { class: "peilvak" }, svg, reader, tip);
}

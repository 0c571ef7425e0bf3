// The presenter's view: large type, the answer with its one chart, the few knobs that were chosen, and keys that
// step through the pinned scenarios.

import { button, el, find } from "../element.js";
import { before, definition, nameOf, shownValue, stepOf, tidy } from "../figures.js";
import { knobOf } from "../knob/knob.js";
import { pinOf, say } from "../state.js";
import { partsNow } from "../draw.js";

// A chart is drawn for so many pixels and shown as large as the wall is.
const DRAWN_FOR = 480;

let inside = false;

const isTyping = (target) => target.matches?.("input, select, textarea");

export function makeHall(bench, valueOf) {
  const step = (to) => {
    const pin = bench.state().pins[to];
    if (pin) bench.go({ scenarios: [...bench.state().scenarios.slice(0, -1), pin.scenario], changes: pin.changes });
  };
  const leave = () => bench.go({ hall: false });
  document.addEventListener("keydown", (event) => {
    if (!inside || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") leave();
    if (isTyping(event.target) || event.target.closest?.(".peiler")) return;
    const { pins } = bench.state();
    const at = bench.state().pins.indexOf(pinOf(bench.state()));
    if (["ArrowRight", "PageDown", "ArrowLeft", "PageUp"].includes(event.key) && pins.length) {
      event.preventDefault();
      const way = ["ArrowRight", "PageDown"].includes(event.key) ? 1 : -1;
      step(at < 0 ? (way > 0 ? 0 : pins.length - 1) : Math.min(pins.length - 1, Math.max(0, at + way)));
    }
    if (/^[1-4]$/.test(event.key)) step(Number(event.key) - 1);
  });

  // A knob on the wall: large, with two buttons.
  function wallKnob(key) {
    const value = valueOf(key);
    const meant = definition(key);
    const by = (way) => {
      const next = tidy(Math.min(Math.max(Number(value) + way * stepOf(key, value), meant.low ?? -Infinity), meant.high ?? Infinity));
      // The knob knows what is turned with it, such as the other shares.
      const knob = knobOf(key);
      if (knob) knob.turn(next);
      else bench.turn(new Map([[key, next]]));
    };
    const isNumber = Number.isFinite(Number(value)) && !meant.words;
    const press = (way, sign, words) => button(sign, () => by(way), { id: `zaal-${way}-${key}`, "aria-label": say(words, nameOf(key)) });
    return el("div", { class: `zaalknop${String(before(key)) === String(value) ? "" : " anders"}` }, el("span", { class: "zaalnaam" }, nameOf(key)),
      el("span", { class: "zaalwaarde" }, isNumber ? press(-1, "\u2212", "bank_minder") : null, el("output", {}, shownValue(key, value)), isNumber ? press(1, "+", "bank_meer") : null));
  }

  const show = () => {
    const state = bench.state();
    const place = find("zaal");
    const at = state.pins.indexOf(pinOf(state));
    const held = place.contains(document.activeElement) ? document.activeElement.id : null;
    document.documentElement.classList.toggle("in-zaal", state.hall);
    place.hidden = !state.hall;
    if (state.hall) {
      place.replaceChildren(
        el("div", { class: "zaalknoppen" }, state.inHall.map(wallKnob), state.inHall.length ? null : el("p", { class: "klein" }, say("bank_zaal_leeg"))),
        el("div", { class: "zaalstappen", role: "group", "aria-label": say("bank_zaal_stappen") },
          state.pins.map((pin, index) => button(`${index + 1}. ${pin.name}`, () => step(index), { id: `zaal-pin-${index}`, "aria-current": index === at ? "step" : null })),
          state.pins.length ? el("span", { class: "klein" }, say("bank_zaal_toetsen")) : el("span", { class: "klein" }, say("bank_zaal_geen")),
          button(say("bank_zaal_uit"), leave, { id: "zaal-uit" })));
      if (held) (find(held) ?? find("zaal-uit")).focus();
    }
    if (state.hall !== inside) {
      inside = state.hall;
      fit();
      if (inside) {
        window.scrollTo(0, 0);
        find("zaal-uit").focus();
      } else {
        find("zaal-aan").focus();
      }
    }
  };
  const fit = () => {
    const parts = partsNow();
    if (!parts) return;
    parts.setSheet(inside ? DRAWN_FOR : null);
    parts.redraw();
  };
  return { show, drawn: () => { if (inside) fit(); } };
}

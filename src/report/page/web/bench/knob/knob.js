// One knob: a number with a stepper and, on demand, a slider; a choice of words; or text. It knows what the figure
// was, its range, status and source, and says what is wrong with it.

import { button, el } from "../element.js";
import { before, definition, figureOf, isOutside, nameOf, plausible, rangeOf, shownValue, stepOf, tidy } from "../figures.js";
import { say } from "../state.js";

const knobs = new Map();
let turnKeys = null;
let toggleInHall = null;

// Who hears which keys are turned to what, and null where one is set back; and which is shown in the hall.
export function hearKnobs(turn, hall) {
  turnKeys = turn;
  toggleInHall = hall;
}

export const turnAll = (changes) => turnKeys(changes);
export const turnOne = (key, value) => turnKeys(new Map([[key, value]]));
export const forgetKnobs = () => knobs.clear();
export const forgetBelow = (table) => { for (const key of [...knobs.keys()]) if (key.startsWith(`${table}.`)) knobs.delete(key); };
export const knobOf = (key) => knobs.get(key);

const isNumeric = (value, meant) => (value === null || value === "" ? meant.unit !== null : typeof value === "number" || /^-?\d+(\.\d+)?$/.test(String(value)));

// What a slider goes between: what its source finds plausible and somewhat more, within what can be.
function ends(key, value, { low, high, unit }) {
  const range = plausible(key);
  const [from, to] = range ? [range[0] - (range[1] - range[0]) / 2, range[1] + (range[1] - range[0]) / 2]
    : unit === "jaar" ? [Number(value) - 10, Number(value) + 10] : unit === "aandeel" ? [0, 1] : [0, Math.max(1, Number(value) * 2)];
  return [Math.max(from, low ?? from), Math.min(to, high ?? to)];
}

// The parts of a knob; whoever asks lays them out. `meets` says what is turned besides, such as the other shares;
// what `stays` was nothing before and has no way back of its own.
export function makeKnob(key, { value = before(key), meets = null, stays = false } = {}) {
  const meant = definition(key);
  const numeric = isNumeric(value, meant);
  const name = nameOf(key);
  const turn = (next) => { turnKeys(meets ? meets(key, next) : new Map([[key, next]])); };
  const common = { id: `knop-${key}`, "aria-label": name };
  const words = meant.words ?? (typeof value === "boolean" ? ["true", "false"] : null);
  const own = words
    ? el("select", { ...common, onchange: ({ target }) => turn(target.value) }, [...(value === null ? [""] : []), ...words].map((word) => el("option", { value: word }, word || say("bank_niet_gezet"))))
    : el("input", { ...common, type: numeric ? "number" : "text", step: numeric ? "any" : null, inputmode: numeric ? "decimal" : null, autocomplete: "off", spellcheck: "false",
      oninput: ({ target }) => { if (target.value !== "" || !target.validity.badInput) turn(target.value === "" ? null : target.value); },
      onkeydown: (event) => {
        // The arrows go a step as far as the figure is written, not one.
        if (!numeric || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
        event.preventDefault();
        stepBy(event.key === "ArrowUp" ? 1 : -1, event.shiftKey ? 10 : 1);
      } });
  const stepBy = (way, times = 1) => {
    const now = Number(own.value || value || 0);
    const next = now + way * times * stepOf(key, own.value || value || 0);
    own.value = tidy(Math.min(Math.max(next, meant.low ?? -Infinity), meant.high ?? Infinity));
    turn(own.value);
  };
  const steppers = numeric && !words ? [[-1, "\u2212", "bank_minder"], [1, "+", "bank_meer"]].map(([way, sign, words_]) => button(sign, () => stepBy(way), { class: "stap", tabindex: "-1", "aria-label": say(words_, name) })) : [];
  const field = el("span", { class: "draai" }, steppers[0], own, steppers[1]);
  const back = button(say("bank_terug"), () => { turnKeys(new Map([[key, null]])); own.focus(); }, { class: "terug", hidden: true, "aria-label": say("bank_terug_van", name) });
  const wrong = el("p", { class: "knopfout", role: "alert", id: `fout-${key}`, hidden: true });
  const star = button("\u2606", () => toggleInHall(key), { class: "ster", "aria-pressed": "false", "aria-label": say("bank_in_zaal", name), title: say("bank_in_zaal", name) });
  const slider = numeric && !words ? el("input", { type: "range", class: "schuif-knop", hidden: true, "aria-label": say("bank_schuif_van", name), oninput: ({ target }) => { own.value = tidy(Number(target.value)); turn(own.value); } }) : null;
  const slide = slider && button("\u21d4", () => {
    slider.hidden = !slider.hidden;
    slide.setAttribute("aria-expanded", String(!slider.hidden));
    place();
    if (!slider.hidden) slider.focus();
  }, { class: "schuif-aan", "aria-expanded": "false", "aria-label": say("bank_schuif_van", name), title: say("bank_schuif_van", name) });
  const place = () => {
    if (!slider || slider.hidden) return;
    const [low, high] = ends(key, value ?? 0, meant);
    Object.assign(slider, { min: String(Math.min(low, Number(own.value))), max: String(Math.max(high, Number(own.value))), step: String(stepOf(key, value ?? 0)) });
    slider.value = own.value;
    slider.setAttribute("aria-valuetext", shownValue(key, own.value));
  };
  const reads = el("span", { class: "zacht leest" });
  const knob = { key, own, field, back, wrong, star, slider, slide, reads, row: null, turn };
  // Shows what the figure is now; `changed` marks it.
  knob.show = (now, changed) => {
    const text = String(now ?? "");
    if (own.value !== text && (own !== document.activeElement || own.tagName === "SELECT")) own.value = text;
    back.hidden = !changed || stays;
    knob.row?.classList.toggle("anders", changed);
    knob.row?.classList.toggle("buiten-bereik", isOutside(key, text));
    reads.textContent = numeric && ["aandeel", "groei"].includes(meant.unit) && text !== "" ? `= ${shownValue(key, text)}` : "";
    place();
  };
  knob.inHall = (is) => {
    star.textContent = is ? "\u2605" : "\u2606";
    star.setAttribute("aria-pressed", String(is));
  };
  knob.show(value, false);
  knobs.set(key, knob);
  return knob;
}

// Where a figure comes from, how firm it is and between which values it lies.
export function sourceOf(key) {
  const figure = figureOf(key);
  if (!figure) return el("span", { class: "zacht bron" }, say("bank_niet_gezet"));
  return el("span", { class: "zacht bron", title: figure.bron ?? "" }, el("span", { class: `status ${figure.status}` }, say(`status.${figure.status}`)), [rangeOf(key), figure.bron].filter(Boolean).map((one) => ` · ${one}`));
}

// A knob on a line of its own.
export function knobRow(key, label, options = {}) {
  const knob = makeKnob(key, options);
  const meaning = options.meaning ? el("span", { class: "zacht betekenis" }, definition(key).description ?? "") : null;
  knob.row = el("div", { class: "knop" }, el("label", { for: knob.own.id }, label, " ", knob.reads), knob.field,
    el("span", { class: "doen" }, knob.slide, knob.star, knob.back), knob.slider, meaning, options.noSource ? null : sourceOf(key), knob.wrong);
  return knob.row;
}

// Shows what is changed, at the knobs.
export function showKnobs(valueOf, isChanged, inHall) {
  for (const [key, knob] of knobs) {
    knob.show(valueOf(key), isChanged(key));
    knob.inHall(inHall.includes(key));
  }
}

// Shows what is wrong at the knob of the first of these keys that has one; false where none has.
export function showWrong(keys, message) {
  for (const { own, wrong } of knobs.values()) {
    own.removeAttribute("aria-invalid");
    own.removeAttribute("aria-describedby");
    wrong.hidden = true;
  }
  const found = knobs.get(keys.find((key) => knobs.has(key)));
  if (!found || message === null) return false;
  found.own.setAttribute("aria-invalid", "true");
  found.own.setAttribute("aria-describedby", found.wrong.id);
  found.wrong.textContent = message;
  found.wrong.hidden = false;
  return true;
}

// Brings the knob of a key into view; of a whole list its first one.
export function goTo(key) {
  const found = knobs.get(key) ?? [...knobs.values()].find((one) => one.key.startsWith(`${key}.`));
  if (!found) return;
  for (let fold = found.own.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  found.own.focus();
  found.own.scrollIntoView({ block: "center" });
}

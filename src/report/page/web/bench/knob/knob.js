// One knob: a number with a stepper and, on demand, a slider; a choice of words; or text. It knows what the figure
// was, its range, status and source, and says what is wrong with it.

import { button, el } from "../element.js";
import { before, definition, figureOf, groundsOf, isOutside, meaningOf, nameOf, plausible, rangeSaid, shownValue, stepOf, tidy } from "../figures.js";
import { say } from "../state.js";
import { fieldText, understood } from "./typed.js";

// Milliseconds without another key after which what is typed counts; leaving the field or Enter is at once.
const TYPED = 700;

const knobs = new Map();
let turnKeys = null;
let toggleInHall = null;
let tellDrafts = null;

// Who hears which keys are turned to what, and null where one is set back; which is shown in the hall; and whether
// there are fields with something in them that is no value.
export function hearKnobs(turn, hall, drafts) {
  turnKeys = turn;
  toggleInHall = hall;
  tellDrafts = drafts;
}

const tellAll = () => tellDrafts([...knobs.values()].some((one) => one.wrongly !== null));

// A button that is pressed while a field has the focus stays where it is: the field keeps the focus, so that nothing
// folds away above the button, and what was typed in it counts.
export function keepUnderHand(place) {
  place.addEventListener("mousedown", (event) => {
    const knob = [...knobs.values()].find((one) => one.own === document.activeElement);
    if (!knob || !event.target.closest("button")) return;
    event.preventDefault();
    knob.take();
  });
}

// Takes what is typed and is no value out of all fields.
export function dropDrafts() {
  for (const knob of knobs.values()) knob.drop();
  tellAll();
}

export const turnAll = (changes) => turnKeys(changes);
export const turnOne = (key, value) => turnKeys(new Map([[key, value]]));
export const forgetKnobs = () => {
  for (const knob of knobs.values()) knob.drop();
  knobs.clear();
  tellAll();
};
export function forgetBelow(table) {
  for (const [key, knob] of [...knobs]) {
    if (!key.startsWith(`${table}.`)) continue;
    knob.drop();
    knobs.delete(key);
  }
  tellAll();
}
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
    ? el("select", { ...common, onchange: ({ target }) => turn(target.value || null) }, [...(value === null ? [""] : []), ...words].map((word) => el("option", { value: word }, word || say("bank_niet_gezet"))))
    : el("input", { ...common, type: "text", inputmode: numeric ? "decimal" : null, autocomplete: "off", spellcheck: "false",
      oninput: () => {
        clearTimeout(typing);
        const found = numeric && own.value.trim() !== "" ? understood(key, own.value) : {};
        reads.textContent = found.told ?? "";
        // An empty field is on its way to something else.
        if (own.value.trim() !== "") typing = setTimeout(take, TYPED);
      },
      onchange: () => take(),
      onblur: () => {
        knob.take();
        if (knob.wrongly !== null) return;
        write(knob.now);
        reads.textContent = "";
      },
      onkeydown: (event) => {
        if (event.key === "Escape" && (knob.wrongly !== null || own.value !== textOf(knob.now))) {
          event.preventDefault();
          knob.drop();
          tellAll();
        }
        // The arrows go a step as far as the figure is written, not one.
        if (!numeric || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
        event.preventDefault();
        stepBy(event.key === "ArrowUp" ? 1 : -1, event.shiftKey ? 10 : 1);
      } });
  const textOf = (now) => (numeric ? fieldText(key, now) : String(now ?? ""));
  const write = (now) => { own.value = words ? String(now ?? "") : textOf(now); };
  // What is typed counts now, or what is wrong with it is said.
  const take = () => {
    clearTimeout(typing);
    typing = 0;
    const text = own.value.trim();
    const { value: next = text || null, wrong: why = null } = numeric && text !== "" ? understood(key, text) : {};
    knob.tell(why);
    tellAll();
    if (why === null && next !== knob.now) turn(next);
    else if (why === null && text === "") write(knob.now);
  };
  const put = (next) => {
    clearTimeout(typing);
    typing = 0;
    knob.tell(null);
    tellAll();
    knob.now = next;
    write(next);
    turn(next);
  };
  const stepBy = (way, times = 1) => {
    const now = understood(key, own.value).value ?? knob.now ?? value ?? 0;
    const next = Number(now) + way * times * stepOf(key, now);
    put(tidy(Math.min(Math.max(next, meant.low ?? -Infinity), meant.high ?? Infinity)));
  };
  const steppers = numeric && !words ? [[-1, "\u2212", "bank_minder"], [1, "+", "bank_meer"]].map(([way, sign, words_]) => button(sign, () => stepBy(way), { class: "stap", tabindex: "-1", "aria-label": say(words_, name) })) : [];
  const field = el("span", { class: "draai" }, steppers[0], own, steppers[1]);
  const back = button(say("bank_terug"), () => {
    knob.drop();
    tellAll();
    // What it took from others goes back to them.
    const was = before(key);
    turnKeys(meets && was !== null ? meets(key, String(was)) : new Map([[key, null]]));
    own.focus();
  }, { class: "terug", hidden: true, "aria-label": say("bank_terug_van", name) });
  const wrong = el("p", { class: "knopfout", role: "alert", id: `fout-${key}`, hidden: true });
  const star = button("\u2606", () => toggleInHall(key), { class: "ster", "aria-pressed": "false", "aria-label": say("bank_in_zaal", name), title: say("bank_in_zaal", name) });
  const slider = numeric && !words ? el("input", { type: "range", class: "schuif-knop", hidden: true, "aria-label": say("bank_schuif_van", name), oninput: ({ target }) => put(tidy(Number(target.value))) }) : null;
  const slide = slider && button("\u21d4", () => {
    slider.hidden = !slider.hidden;
    slide.setAttribute("aria-expanded", String(!slider.hidden));
    place();
    if (!slider.hidden) slider.focus();
  }, { class: "schuif-aan", "aria-expanded": "false", "aria-label": say("bank_schuif_van", name), title: say("bank_schuif_van", name) });
  const place = () => {
    if (!slider || slider.hidden) return;
    const [low, high] = ends(key, value ?? 0, meant);
    const now = Number(knob.now ?? 0);
    Object.assign(slider, { min: String(Math.min(low, now)), max: String(Math.max(high, now)), step: String(stepOf(key, value ?? 0)) });
    slider.value = String(now);
    slider.setAttribute("aria-valuetext", shownValue(key, knob.now));
  };
  const reads = el("span", { class: "zacht leest", role: "status" });
  let typing = 0;
  // `now` is what the figure is; `wrongly` is what is wrong with what stands in the field instead.
  const knob = { key, own, field, back, wrong, star, slider, slide, reads, row: null, turn, now: null, wrongly: null };
  knob.tell = (why) => {
    knob.wrongly = why;
    sayWrong(knob, why);
    if (why !== null) back.hidden = false;
  };
  knob.take = () => { if (typing) take(); };
  knob.drop = () => {
    clearTimeout(typing);
    typing = 0;
    if (knob.wrongly !== null) knob.tell(null);
    reads.textContent = "";
    write(knob.now);
  };
  // Shows what the figure is now; `changed` marks it.
  knob.show = (now, changed) => {
    const text = String(now ?? "");
    knob.now = now === null || now === undefined ? null : text;
    if (knob.wrongly === null && (own !== document.activeElement || own.tagName === "SELECT")) {
      write(now);
      reads.textContent = "";
    }
    back.hidden = (!changed || stays) && knob.wrongly === null;
    knob.row?.classList.toggle("anders", changed);
    knob.row?.classList.toggle("buiten-bereik", isOutside(key, text));
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

// Where a figure comes from, how firm it is and between which values it lies: `range` is what is said of that, null where
// others say it. `of` names the figure among others.
export function sourceOf(key, { range = rangeSaid(key), of = null } = {}) {
  const figure = figureOf(key);
  if (!figure) return el("span", { class: "zacht bron" }, say("bank_niet_gezet"));
  return el("span", { class: "zacht bron", title: groundsOf(figure.status, figure.bron, figure.gefit) }, of ? `${of}: ` : null, el("span", { class: `status ${figure.status}` }, say(`status.${figure.status}`)), [range, groundsOf(figure.status, figure.bron, figure.gefit)].filter(Boolean).map((one) => ` · ${one}`));
}

// The keys of a list by where they come from: those of one source are said to be once.
export const bySource = (keys) => [...Map.groupBy(keys, (key) => ["status", "bron", "gefit"].map((part) => figureOf(key)?.[part]).join("\n")).values()];

// What the ranges of the keys of a list have in common; undefined where each has its own.
export function sharedRange(keys) {
  const [first, ...others] = new Set(keys.map(rangeSaid));
  return others.length ? undefined : first;
}

// A knob on a line of its own.
export function knobRow(key, label, options = {}) {
  const knob = makeKnob(key, options);
  const meaning = options.meaning ? el("span", { class: "zacht betekenis" }, meaningOf(key)) : null;
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

function sayWrong({ own, wrong }, message) {
  wrong.hidden = message === null;
  if (message === null) {
    own.removeAttribute("aria-invalid");
    own.removeAttribute("aria-describedby");
    return;
  }
  own.setAttribute("aria-invalid", "true");
  own.setAttribute("aria-describedby", wrong.id);
  wrong.textContent = message;
}

// Shows what is wrong at the knob of the first of these keys that has one; false where none has. What is typed and is
// no value stays as it is.
export function showWrong(keys, message) {
  for (const knob of knobs.values()) if (knob.wrongly === null) sayWrong(knob, null);
  const found = knobs.get(keys.find((key) => knobs.has(key)));
  if (!found || message === null) return false;
  sayWrong(found, message);
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

// Shares that add up to one, and lists of numbers by year: small fields in a row, with their sum.

import { el } from "../element.js";
import { before, definition, nameOf, rangeSaid, shownValue, tidy } from "../figures.js";
import { say } from "../state.js";
import { bySource, makeKnob, sharedRange, sourceOf } from "./knob.js";

const SUM = 1e-9;
const sumOf = (values) => values.reduce((sum, value) => sum + Number(value), 0);

// Whether these keys are shares of one whole.
export const areShares = (keys) => keys.length > 1 && keys.every((key) => definition(key).unit === "aandeel") && Math.abs(sumOf(keys.map(before)) - 1) < SUM;

// Fields in a row, each under its name. `valueOf` says what a key is now. Of a list that is changed as a whole they are
// `anew`: without a source or a way back of their own.
export function makeShares(title, keys, names, valueOf, { initial = before, anew = false } = {}) {
  const whole = keys.length > 1 && keys.every((key) => definition(key).unit === "aandeel") && Math.abs(sumOf(keys.map(initial)) - 1) < SUM;
  const kept = el("input", { type: "checkbox", checked: true });
  // What one share gives, the last of the others takes, as far as it goes.
  const meets = (key, next) => {
    const turned = new Map([[key, next]]);
    if (!whole || !kept.checked || next === null || !Number.isFinite(Number(next))) return turned;
    const taker = keys.filter((one) => one !== key).at(-1);
    const rest = tidy(1 - Number(next) - sumOf(keys.filter((one) => one !== key && one !== taker).map(valueOf)));
    if (Number(rest) >= 0) turned.set(taker, rest);
    return turned;
  };
  const knobs_ = keys.map((key) => makeKnob(key, { meets, value: initial(key), stays: anew }));
  const sum = el("output", { class: "som" });
  const range = anew ? null : sharedRange(keys);
  const sources = anew ? [] : bySource(keys);
  const box = el("fieldset", { class: "delen" }, el("legend", {}, title),
    el("div", { class: "delen-rij" }, knobs_.map((knob, index) => {
      knob.row = el("div", { class: "deelveld" }, el("label", { for: knob.own.id }, names[index], " ", knob.reads), knob.field, range === undefined ? el("span", { class: "zacht bereik" }, rangeSaid(knob.key)) : null, el("span", { class: "doen" }, knob.star, knob.back));
      return knob.row;
    })),
    whole ? el("p", { class: "klein" }, sum, " ", el("label", {}, kept, " ", say("bank_samen_een"))) : null,
    sources.map((own) => sourceOf(own[0], { range: range ?? null, of: sources.length > 1 ? own.map((key) => names[keys.indexOf(key)]).join(", ") : null })), knobs_.map((knob) => knob.wrong));
  const tell = () => {
    const all = sumOf(keys.map(valueOf));
    sum.textContent = say("bank_som", shownValue(keys[0], tidy(all)));
    sum.classList.toggle("fout-som", whole && Math.abs(all - 1) > SUM);
  };
  if (whole) {
    const [first] = knobs_;
    const show = first.show;
    first.show = (now, changed) => { show(now, changed); tell(); };
    tell();
  }
  return box;
}

// How the years of a list are called: the first, the second.
export const placesOf = (keys) => keys.map((_, index) => say("bank_plaats", index + 1));

export const titleOf = (prefix) => nameOf(prefix).split(", ").slice(1).join(", ") || nameOf(prefix);

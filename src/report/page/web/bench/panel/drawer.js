// The panels beside the answer: one is open at a time, and which one stands in the address.

import { button, el, find } from "../element.js";
import { say } from "../state.js";

const panels = new Map();
let shownPanel = null;

// How wide a chart in a panel is drawn: as the panel, also while what it stands in is still empty and takes no room.
const NARROWEST = 280;
let drawnAt = null;
export function roomInPanel() {
  drawnAt = find("lade").clientWidth;
  return Math.max(NARROWEST, drawnAt);
}

// A panel has a name, and draws itself in a place: `open` at first, `renew` when the state is another, `resized` when
// the place has another width.
export function addPanel(name, panel) {
  panels.set(name, panel);
}

// The buttons that open panels. `change` hears which one is asked for, and null where it is closed.
export function makeDrawer(change) {
  find("bank-panelen").replaceChildren(...[...panels.keys()].map((name) => button(say(`paneel.${name}`), () => change(shownPanel === name ? null : name), { id: `paneel-${name}`, "aria-expanded": "false", "aria-controls": "lade" })));
  new ResizeObserver(() => {
    const now = find("lade").clientWidth;
    if (now && drawnAt !== null && now !== drawnAt) panels.get(shownPanel)?.resized?.();
  }).observe(find("lade"));
  find("lade").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    change(null);
  });
}

// Shows the panel of the state, anew or following it.
export function showPanel(name, close) {
  const place = find("lade");
  const known = panels.has(name) ? name : null;
  if (known === shownPanel) {
    panels.get(known)?.renew();
    return;
  }
  const before = shownPanel;
  panels.get(before)?.close?.();
  drawnAt = null;
  shownPanel = known;
  place.hidden = !known;
  for (const own of panels.keys()) find(`paneel-${own}`).setAttribute("aria-expanded", String(own === known));
  if (!known) {
    place.replaceChildren();
    if (before) find(`paneel-${before}`).focus();
    return;
  }
  const head = el("h2", { id: "lade-kop", tabindex: "-1" }, say(`paneel.${known}`));
  const inner = el("div", { class: "lade-inhoud" });
  place.replaceChildren(el("div", { class: "lade-kop" }, head, button(say("bank_sluit"), close, { class: "sluit", "aria-label": say("bank_sluit_van", say(`paneel.${known}`)) })), inner);
  panels.get(known).open(inner);
  return head;
}

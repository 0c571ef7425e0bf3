// The list of changes, always in sight: each a sentence that leads to its knob, and each can be taken out.

import { button, el, find } from "./element.js";
import { nameOf } from "./figures.js";
import { linkTo } from "./knob/groups.js";
import { turnOne } from "./knob/knob.js";
import { sentenceOf } from "./knob/lists.js";
import { ownOf, question, questionOf, say, shown, spoken } from "./state.js";

// What is taken along: what a link is called, its path, and what it asks more.
function taken(state) {
  const rows = `/api/${shown(state).length > 1 ? "compare" : "run"}`;
  const each = [["csv", `${rows}.csv`, { level: "gemeente" }], ["csv-nl", `${rows}.csv-nl`, { level: "gemeente" }], ["werkboek", "/api/report.xlsx", {}], ["pagina", "/api/report.html", {}]];
  return [...each.map(([id, path, more]) => [id, `${path}?${question(state, more)}`]), ["toml", `/api/show.toml?${questionOf(ownOf(state))}`]];
}

const row = (key, value) => {
  return el("li", {}, linkTo(key, sentenceOf(key, value)), button("\u00d7", () => turnOne(key, null), { class: "terug", "aria-label": say("bank_terug_van", nameOf(key)), title: say("bank_terug") }));
};

export function showChanges(state, { canUndo, canRedo }) {
  const held = document.activeElement?.closest?.("#wijzigingen") ? [...find("wijzigingen").children].indexOf(document.activeElement.closest("li")) : -1;
  find("wijzigingen").replaceChildren(...[...state.changes].map(([key, value]) => row(key, value)));
  // The focus stays in the list where a line of it was taken out.
  if (held >= 0) (find("wijzigingen").children[Math.min(held, state.changes.size - 1)]?.querySelector(".terug") ?? find("ongedaan")).focus();
  find("geen-wijziging").hidden = state.changes.size > 0;
  find("alles-terug").hidden = state.changes.size === 0;
  find("ongedaan").disabled = !canUndo;
  find("opnieuw").disabled = !canRedo;
  find("opdracht").textContent = spoken(state);
  for (const [id, href] of taken(state)) find(`neem-${id}`).href = href;
  for (const [id, value] of [["bank-scenario", state.scenarios.at(-1)], ["bank-naast", state.scenarios.length > 1 ? state.scenarios[0] : ""]]) {
    const list = find(id);
    if (![...list.options].some((one) => one.value === value)) list.append(el("option", { value }, value));
    list.value = value;
  }
}

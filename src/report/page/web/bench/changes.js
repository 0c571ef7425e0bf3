// The list of changes, always in sight: each a sentence that leads to its knob, and each can be taken out. And what is
// taken along of the state.

import { toldOf } from "./ask.js";
import { partsNow } from "./draw.js";
import { button, choice, el, find } from "./element.js";
import { changed, fileShown, nameOf } from "./figures.js";
import { linkTo } from "./knob/groups.js";
import { turnOne } from "./knob/knob.js";
import { sentenceOf } from "./knob/lists.js";
import { COUNTRY, chosenPlace, placeName } from "./panel/place.js";
import { namedPin, ownOf, pinOf, question, questionOf, questionWith, say, shown, spoken, spokenPin } from "./state.js";

const OWN_FILE = /^eigen\/[0-9a-f]+\.csv$/;

// What is taken along is of the gemeente that was chosen, unless the country is asked for.
let ofCountry = false;

// What cannot be worked out is not taken along.
let canTake = true;
export function letTake(can, state) {
  if (canTake === can) return;
  canTake = can;
  showTaken(state);
}

const placeTaken = () => (ofCountry ? null : chosenPlace());

const fileName = (...words) => words.filter(Boolean).join(" ").normalize("NFD").replace(/[^\p{L}\p{N} ]/gu, "").trim().toLowerCase().replace(/\s+/g, "-");

// What is taken along: what a link is called, its path, what it asks more, and how a file of it ends.
function taken(state) {
  const code = placeTaken();
  const rows = `/api/${shown(state).length > 1 ? "compare" : "run"}`;
  const of = code ? { gemeente: code } : {};
  return [["csv", `${rows}.csv`, { level: "gemeente", ...of }, "csv"], ["csv-nl", `${rows}.csv-nl`, { level: "gemeente", ...of }, "csv"], ["werkboek", "/api/report.xlsx", of, "xlsx"], ["pagina", "/api/report.html", of, "html"]];
}

const tomlOf = (state) => `/api/show.toml?${questionOf(ownOf(state), namedPin(state) ? { naam: namedPin(state).name } : {})}`;

// Takes a file along that calls the changed scenario by the name of its pin: the scenario is asked for under that name,
// and goes with the question.
async function takeNamed(state, [, path, more, end]) {
  const told = find("bank-stand");
  const { name } = namedPin(state);
  told.textContent = say("bank_maakt", name);
  try {
    const asked = async (address, options) => {
      const reply = await fetch(address, options);
      if (!reply.ok) throw Object.assign(new Error(), (await reply.json()));
      return reply;
    };
    const toml = await (await asked(tomlOf(state))).blob();
    const reply = await asked(`${path}?${questionWith(state.scenarios[0], more)}`, { method: "POST", body: toml });
    const file = `${fileName(name, more.gemeente ? placeName(more.gemeente) : "")}.${end}`;
    const made = await reply.blob();
    partsNow().handOver(file, [made], made.type);
    told.textContent = say("bank_meegenomen", file);
  } catch (error) {
    told.textContent = toldOf(error);
  }
}

// Shows what is taken along, and of whom.
export function showTaken(state) {
  const code = chosenPlace();
  find("neem-wie").replaceChildren(code ? choice(say("bank_voor"), [[code, placeName(code)], [COUNTRY, say("bank_heel_land")]], ofCountry ? COUNTRY : code, (own) => {
    ofCountry = own === COUNTRY;
    showTaken(state);
  }) : say("bank_neem_land"));
  if (!canTake) {
    for (const link of document.querySelectorAll("[id^=neem-][download]")) link.removeAttribute("href");
  }
  for (const one of canTake ? taken(state) : []) {
    const [id, path, more] = one;
    const link = find(`neem-${id}`);
    link.href = `${path}?${question(state, more)}`;
    link.onclick = namedPin(state) ? (event) => {
      event.preventDefault();
      takeNamed(state, one);
    } : null;
  }
  if (canTake) find("neem-toml").href = tomlOf(state);
  const files = [...state.changes.values()].filter((value) => OWN_FILE.test(value));
  find("neem-eigen").hidden = !files.length;
  find("neem-eigen").replaceChildren(...files.map((path) => el("a", { href: `/api/${path}`, download: path.split("/").at(-1) }, say("bank_neem_eigen", fileShown(path) === path ? path : `${fileShown(path)} (${path})`))));
  find("neem-eigen-uitleg").hidden = !files.length;
  find("opdracht").textContent = namedPin(state) ? spokenPin(state, namedPin(state).name, `${fileName(namedPin(state).name) || "scenario"}.toml`, placeTaken()) : spoken(state, placeTaken());
}

const row = (key, value) => {
  return el("li", {}, linkTo(key, sentenceOf(key, value)), button("\u00d7", () => turnOne(key, null), { class: "terug", "aria-label": say("bank_terug_van", nameOf(key)), title: say("bank_terug") }));
};

export function showChanges(state, { canUndo, canRedo }) {
  // A setting that leaves a figure as it is is no change.
  const all = changed(state.changes);
  const held = document.activeElement?.closest?.("#wijzigingen") ? [...find("wijzigingen").children].indexOf(document.activeElement.closest("li")) : -1;
  find("wijzigingen").replaceChildren(...all.map(([key, value]) => row(key, value)));
  // The focus stays in the list where a line of it was taken out.
  if (held >= 0) (find("wijzigingen").children[Math.min(held, all.length - 1)]?.querySelector(".terug") ?? find("ongedaan")).focus();
  find("geen-wijziging").hidden = all.length > 0;
  find("alles-terug").hidden = state.changes.size === 0;
  find("ongedaan").disabled = !canUndo;
  find("opnieuw").disabled = !canRedo;
  find("bank-pin").textContent = pinOf(state) ? say("bank_vastgeprikt", pinOf(state).name) : "";
  showTaken(state);
  for (const [id, value] of [["bank-scenario", state.scenarios.at(-1)], ["bank-naast", state.scenarios.length > 1 ? state.scenarios[0] : ""]]) {
    const list = find(id);
    if (![...list.options].some((one) => one.value === value)) list.append(el("option", { value }, value));
    list.value = value;
  }
}

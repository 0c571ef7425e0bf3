// The address of the page: what the reader chose stands in it, so that it can be kept, sent and opened again.
// `#kaart&alternatief=zonder-prestatie&maat=verschil&jaar=2026&gemeente=GM0344`: a part of the page, then
// choices. What is not named is as usual.

import { ALL, gemeenten, isMailed, listen, ownGemeente, redrawn, scenarios, t, years } from "./data.js";
import { byId } from "./dom.js";
import { fieldNames } from "./fields.js";
import { byCode } from "./find.js";
import { slug } from "./format.js";
import { choose, state, usual, watch } from "./state.js";

const KEYS = ["alternatief", "maat", "jaar", "gemeente"];

// Scenarios of one name are told apart by their number.
const slugs = scenarios.map(({ naam }, index) => {
  const own = slug(naam);
  return scenarios.some((one, other) => other < index && slug(one.naam) === own) ? `${own}-${index + 1}` : own;
});

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// What stands in the address, in words.
function addressed() {
  const asked = { part: null, words: {}, strange: [] };
  for (const piece of location.hash.slice(1).split("&").filter(Boolean)) {
    const [key, value] = piece.split("=", 2).map(decoded);
    if (value === undefined && document.querySelector(`section[id="${CSS.escape(key)}"]`)) asked.part = key;
    else if (KEYS.includes(key) && value !== undefined) asked.words[key] = value;
    else if (piece.includes("=")) asked.strange.push(decoded(piece));
  }
  return asked;
}

// What the words stand for; those that say nothing here go to `strange`. A gemeente that is not known is told of
// where gemeenten are looked for.
function meant({ words, strange }) {
  const found = usual();
  const take = (key, name, value, known) => {
    if (known) found[name] = value;
    else strange.push(`${key}=${words[key]}`);
  };
  const { alternatief, maat, jaar, gemeente } = words;
  if (alternatief !== undefined) take("alternatief", "other", slugs.indexOf(alternatief), slugs.indexOf(alternatief) > 0);
  if (maat !== undefined) take("maat", "field", maat, fieldNames.includes(maat));
  if (jaar !== undefined) take("jaar", "year", years.indexOf(Number(jaar)), years.includes(Number(jaar)));
  const code = byCode(gemeente ?? "");
  // A page of one gemeente knows the others as its equals only.
  if (ownGemeente !== null) {
    if (gemeente !== undefined && code !== ownGemeente) strange.push(`gemeente=${gemeente}`);
    return found;
  }
  if (gemeente !== undefined && code >= 0) found.gemeente = code;
  else if (gemeente !== undefined) found.gemeente = state.gemeente;
  return found;
}

function tell(strange) {
  byId("adres").hidden = !strange.length;
  byId("adres").textContent = strange.length ? t("adres_onbekend", strange.join(", ")) : "";
}

let gemeenteChosen = false;
let pointed = null;

function keepAddress() {
  const common = usual();
  const pieces = [
    pointed,
    state.other !== common.other && `alternatief=${slugs[state.other]}`,
    state.field !== common.field && `maat=${state.field}`,
    state.year !== common.year && `jaar=${years[state.year]}`,
    gemeenteChosen && `gemeente=${encodeURIComponent(gemeenten.code[state.gemeente])}`,
  ].filter(Boolean);
  try {
    history.replaceState(history.state, "", pieces.length ? `#${pieces.join("&")}` : location.pathname + location.search);
  } catch {
    // A page in a frame without an origin has no address to keep.
  }
}

// Takes over what the address says, before anything is drawn.
export function readAddress() {
  const asked = addressed();
  Object.assign(state, meant(asked));
  [pointed, gemeenteChosen] = [asked.part, asked.words.gemeente !== undefined];
  tell(asked.strange);
}

const CHOICES = ["other", "field", "year", "gemeente"];

// Keeps the address as what is chosen, and goes where it points to; again when it changes. `ask` tells the
// search box of a gemeente. Gives what goes there.
export function followAddress(ask) {
  let [gemeente, following, first] = [state.gemeente, false, true];
  watch(CHOICES, () => {
    // Who chooses a gemeente has left the part that was pointed to.
    if (state.gemeente !== gemeente) [gemeenteChosen, pointed] = [true, null];
    gemeente = state.gemeente;
    if (!first && !following) keepAddress();
    first = false;
  });
  const go = () => {
    const { part: to, words } = addressed();
    if (words.gemeente !== undefined) ask(words.gemeente);
    if (to) byId(to).scrollIntoView();
    else if (words.gemeente !== undefined && isMailed) byId("gemeente")?.scrollIntoView();
  };
  listen("hashchange", () => {
    const asked = addressed();
    // A link to a part of the page leaves everything as it was chosen.
    if (!Object.keys(asked.words).length && !asked.strange.length) {
      pointed = asked.part;
      keepAddress();
      return;
    }
    following = true;
    choose(meant(asked));
    following = false;
    [pointed, gemeenteChosen] = [asked.part, asked.words.gemeente !== undefined];
    tell(asked.strange);
    go();
  });
  if (!redrawn) go();
  return go;
}

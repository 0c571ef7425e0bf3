// For whom a question is asked, or what is taken along: the country, or the gemeente that the reader chose on the page.

import { bodyNow } from "../draw.js";
import { choice } from "../element.js";
import { say } from "../state.js";

export const COUNTRY = "NL";

// The code of the gemeente that was chosen: it stands in the address, behind what the page points to.
export function chosenPlace() {
  const pieces = location.hash.slice(1).split("&").map((piece) => piece.split("="));
  const asked = pieces.find(([key]) => key === "gemeente")?.[1];
  // As the page reads it: 344, gm344 and GM0344 are one.
  const [, digits] = asked?.match(/^(?:gm)?(\d{1,4})$/i) ?? [];
  const code = digits === undefined ? asked : `GM${digits.padStart(4, "0")}`;
  return code && bodyNow()?.gegevens.gemeenten.code.includes(code) ? code : null;
}

export function placeName(code) {
  if (!code || code === COUNTRY) return say("bank_heel_land");
  const { code: codes, naam } = bodyNow().gegevens.gemeenten;
  return naam[codes.indexOf(code)] ?? code;
}

// Who is asked about: `asked` where that says so, else who was chosen; empty for the country.
export const placeOf = (asked) => {
  const code = asked ?? chosenPlace() ?? COUNTRY;
  return code === COUNTRY ? "" : code;
};

// Chooses the country or any gemeente.
export function placeChoice(now, act) {
  const { code, naam } = bodyNow().gegevens.gemeenten;
  const all = code.map((own, index) => [own, naam[index]]).sort(([, one], [, other]) => one.localeCompare(other));
  return choice(say("bank_voor"), [[COUNTRY, say("bank_heel_land")], ...all], now || COUNTRY, act);
}

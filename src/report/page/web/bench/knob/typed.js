// What is typed in the field of a figure, and how a figure stands there. A share is typed as it is read, in per cent:
// 50 and 50% are the half, 0,5 is half a per cent. A comma and a point are both understood.

import { definition, shownValue } from "../figures.js";
import { lang, say } from "../state.js";

const [DECIMAL, OTHER] = lang === "nl" ? [",", "."] : [".", ","];
const SHARES = ["aandeel", "groei"];
// Of these a group of three behind a point is thousands in Dutch; other figures can have three decimals.
const IN_THOUSANDS = ["personen", "bedrag"];

const isShare = (key) => SHARES.includes(definition(key).unit);

// A decimal with its point moved so many places to the right, exactly.
function shifted(text, places) {
  const [, sign, whole, part = ""] = text.match(/^(-?)(\d*)(?:\.(\d*))?$/);
  const digits = `${whole}${part}`.padEnd(whole.length + places, "0");
  const at = whole.length + places;
  const [front, back] = at > 0 ? [digits.slice(0, at), digits.slice(at)] : ["0", `${"0".repeat(-at)}${digits}`];
  const rest = back.replace(/0+$/, "");
  return `${sign}${front.replace(/^0+(?=\d)/, "") || "0"}${rest ? `.${rest}` : ""}`;
}

const plain = (value) => (/^-?\d+(\.\d+)?$/.test(String(value)) ? String(value) : Number(value).toFixed(9));

// How a value stands in its field.
export function fieldText(key, value) {
  if (value === null || value === undefined || value === "") return "";
  // A setting can be of another kind than the figure: it stands as it is, and who reads the answer hears what is wrong.
  if (!Number.isFinite(Number(value))) return String(value);
  const own = plain(value);
  return (isShare(key) ? `${shifted(own, 2)}%` : own).replace(".", DECIMAL);
}

// A number as people write it, as the text that a scenario has; null where it is none, also where it is half typed.
export function numberOf(text, inThousands = true) {
  const bare = text.replace(/[\s\u00a0\u202f€]/g, "").replace(/^\u2212/, "-").replace(/^\+/, "");
  if (!/^-?\d[\d.,]*$/.test(bare) || !/\d$/.test(bare)) return null;
  const marks = bare.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  const grouped = (mark) => new RegExp(`^-?[1-9]\\d{0,2}(\\${mark}\\d{3})+$`);
  // One kind of mark, all of them before groups of three: thousands, unless it is the mark of decimals.
  const isWhole = last && marks.every((one) => one === last) && grouped(last).test(bare) && (marks.length > 1 || (last === OTHER && inThousands));
  if (isWhole) return bare.replaceAll(last, "");
  if (marks.filter((one) => one === last).length > 1) return null;
  const [whole, part = ""] = last ? [bare.slice(0, bare.lastIndexOf(last)), bare.slice(bare.lastIndexOf(last) + 1)] : [bare];
  const before = marks.find((one) => one !== last);
  if (before && !grouped(before).test(whole)) return null;
  const rest = part.replace(/0+$/, "");
  return `${before ? whole.replaceAll(before, "") : whole}${rest ? `.${rest}` : ""}`;
}

// What the text in a field means: a `value` as a scenario has it, and in words what was understood where that is not
// plainly what was typed; or what is `wrong` with it.
export function understood(key, text) {
  const { unit } = definition(key);
  const share = isShare(key);
  const percents = /%\s*$/.test(text);
  const number = numberOf(text.replace(/%\s*$/, ""), IN_THOUSANDS.includes(unit));
  if (number === null || (percents && !share)) return { wrong: say(share ? "bank_geen_aandeel" : "bank_geen_getal", text) };
  if (!share) return { value: number, told: fieldText(key, number) === text.trim() ? "" : `= ${shownValue(key, number)}` };
  const value = shifted(number, -2);
  const told = `= ${shownValue(key, value)}`;
  // Who types a share as a scenario has it means a hundred times as much.
  const doubt = !percents && Number(number) > 0 && Number(number) < 1;
  return { value, told: doubt ? say("bank_begrepen_als", told, shownValue(key, number), fieldText(key, number).replace("%", "")) : fieldText(key, value) === text.trim() ? "" : told };
}

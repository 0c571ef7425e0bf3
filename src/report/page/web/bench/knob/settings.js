// What settings say of a figure: by itself, or within a table that is set as a whole.

import { readToml } from "./toml.js";

const holdsKeys = (value) => typeof value === "object" && value !== null && !Array.isArray(value) && !("words" in value);
const plainText = (value) => (value === undefined || value === null || typeof value === "object" && !("words" in value) ? undefined : value.words ?? String(value));

// The figure in a setting, which can stand in a table beside its range and its source; the setting itself where there is
// none to be read.
export function figureIn(setting) {
  if (!/^\s*\{/.test(setting ?? "")) return setting;
  const table = readToml(setting);
  return (holdsKeys(table) ? plainText(table.waarde) : undefined) ?? setting;
}

// A setting as the value that it is in a list.
export function asValue(setting) {
  if (/^-?\d/.test(setting) || ["true", "false"].includes(setting)) return setting;
  return (/^\s*\{/.test(setting) ? readToml(setting) : null) ?? { words: setting };
}

// The text of a value, of a figure with its source beside it that figure; null where there is none.
export const valueText = (value) => plainText(holdsKeys(value) ? value.waarde : value) ?? null;

// What a key is by a setting of the table that it stands in; undefined where none says.
export function withinTable(key, changes) {
  const path = key.split(".");
  for (let depth = path.length - 1; depth > 0; depth -= 1) {
    const setting = changes.get(path.slice(0, depth).join("."));
    if (setting === undefined) continue;
    let here = readToml(setting);
    for (const part of path.slice(depth)) here = here?.[part];
    return plainText(holdsKeys(here) ? here.waarde : here);
  }
  return undefined;
}

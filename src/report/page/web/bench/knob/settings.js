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

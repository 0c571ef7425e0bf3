// The values that a setting can have: what TOML calls an inline value, read and written.

// Reads numbers as the text that they are, so that nothing is lost.
export function readToml(text) {
  let at = 0;
  const blank = () => { while (/\s/.test(text[at] ?? "")) at += 1; };
  const list = (close, item) => {
    const all = [];
    at += 1;
    for (blank(); text[at] !== close; blank()) {
      if (at >= text.length) throw new Error("no end");
      all.push(item());
      blank();
      if (text[at] === ",") at += 1;
    }
    at += 1;
    return all;
  };
  const matched = (form) => {
    const [found] = text.slice(at).match(form) ?? [""];
    at += found.length;
    return found;
  };
  const string = () => JSON.parse(matched(/^"(?:[^"\\]|\\.)*"/) || "null");
  const value = () => {
    blank();
    if (text[at] === "[") return list("]", value);
    if (text[at] === "{") {
      return Object.fromEntries(list("}", () => {
        const key = text[at] === "\"" ? string() : matched(/^[\w-]+/);
        blank();
        if (text[at] !== "=") throw new Error("no value");
        at += 1;
        return [key, value()];
      }));
    }
    if (text[at] === "\"") return { words: string() };
    return matched(/^[^\s,\]}]+/);
  };
  try {
    return value();
  } catch {
    return null;
  }
}

const isPlain = (text) => /^(-?\d+(\.\d+)?|true|false)$/.test(text);

// Writes lists, tables by key, and texts; what looks like a number is one.
export function writeToml(value) {
  if (Array.isArray(value)) return `[${value.map(writeToml).join(", ")}]`;
  if (typeof value === "object" && value !== null && !("words" in value)) return `{ ${Object.entries(value).map(([key, one]) => `${/^[\w-]+$/.test(key) ? key : JSON.stringify(key)} = ${writeToml(one)}`).join(", ")} }`;
  const text = String(value?.words ?? value);
  return value?.words === undefined && isPlain(text) ? text : JSON.stringify(text);
}

// Finding a figure by what a person types: words of its key, its name, or what is said of it.

import { nameOf } from "../figures.js";

const lowered = (text) => text.toLowerCase().replaceAll("_", " ").replaceAll(".", " ");
export const searched = (text) => lowered(text).split(/[\s,;]+/).filter(Boolean);
const holds = (text, words) => words.every((word) => text.includes(word));

// How well a key is meant by these words: by all of its name, the start of it, or somewhere in it; 0 where it is not.
export function keyMeant(key, words, name = nameOf(key)) {
  const [own, named] = [lowered(key), lowered(name)];
  const asked = words.join(" ");
  if (own === asked || named.replaceAll(",", "") === asked) return 5;
  if (own.startsWith(asked)) return 4;
  return holds(`${own} ${named}`, words) ? 3 : 0;
}

// The same of a text about it.
export const textMeant = (text, words) => (holds(lowered(text), words) ? 1 : 0);

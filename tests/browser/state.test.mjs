// What the address of the workbench says, without a browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

const bench = path.join(import.meta.dirname, "../../src/report/page/web/bench");
const read = (file) => readFileSync(path.join(bench, file), "utf8");
const asModule = (text) => `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`;

const parts = { teksten: read("nl.json"), gegevens: '{"begin":["wi2021"]}' };
globalThis.document = { documentElement: { lang: "nl" }, getElementById: (id) => ({ textContent: parts[id] }) };
globalThis.location = { search: "", hash: "" };
const element = asModule(read("element.js"));
const state = await import(asModule(read("state.js").replace("./element.js", element)));

// What an address says, and what it comes to.
function at(search) {
  globalThis.location.search = search;
  const said = state.addressed();
  return { said, words: state.strange(), link: state.link(said), asked: new URLSearchParams(state.question(said)) };
}

test("what is changed stands behind set-b and nowhere else", () => {
  const { said, words, link, asked } = at("?scenario=wi2021&set-b=index.2029%3D0.04&lang=nl&toon=kas");
  assert.deepEqual([...said.changes], [["index.2029", "0.04"]]);
  assert.equal(words, null);
  assert.equal(link, "?scenario=wi2021&set-b=index.2029%3D0.04&lang=nl&toon=kas");
  assert.deepEqual(asked.getAll("set-b"), ["index.2029=0.04"]);
});

test("set changes nothing here, and that is said", () => {
  const { said, words, link, asked } = at("?scenario=wi2021&scenario=oud-ritme&set=index.2029%3D0.04");
  assert.equal(said.changes.size, 0);
  assert.match(words, /set=: dat is geen deel/);
  assert.match(words, /achter set-b=/);
  assert.ok(!link.includes("index"));
  assert.deepEqual([asked.getAll("scenario"), asked.has("set-b")], [["wi2021", "oud-ritme"], false]);
});

test("other names are told by name, those of the server are not", () => {
  assert.match(at("?seed=7&draws=50&seed=8&token=x").words, /seed=, draws=: /);
  assert.ok(!at("?seed=7").words.includes("set-b"));
  assert.equal(at("?token=x&client=y").words, null);
});

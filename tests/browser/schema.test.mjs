// The JSON Schema in an editor: taplo, which is in most of them, marks the line of the fault first, and the program
// refuses the same line.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { folder, program, run, write } from "./browser.mjs";

const taplo = path.join(import.meta.dirname, "node_modules/.bin/taplo");
const HEAD = "[scenario]\nbasis = \"wi2021\"\n\n";

// Scenarios with one fault each; the line that it stands on ends on `# <-`.
const WRONG = {
  "an unknown table": "[prijzen] # <-\n2028 = 1\n",
  "an unknown key in a table": "[kas]\nverrekening_maand = 6\nverrekenmaand = 6 # <-\n",
  "an unknown key in a table of a list": "[[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [0.5, 0.3, 0.2]\ntermijn = 3 # <-\n",
  "a word for a number of people": "[prognose]\n2028 = 30000\n2029 = \"dertig\" # <-\n",
  "a share above one": "[prestatie]\naandeel = 1.5 # <-\n",
  "a share below zero": "[prestatie]\nvanaf = 2026\naandeel = -0.1 # <-\n",
  "a year out of range": "[prestatie]\naandeel = 0.2\nvanaf = 1999 # <-\n",
  "a key that is no year": "[prognose]\n2028 = 30000\nvolgend = 30000 # <-\n",
  "people below zero": "[prognose]\n2028 = -1 # <-\n",
  "a fraction of a person": "[taakstelling]\n2028 = 20000\n2029 = 20000.5 # <-\n",
  "an amount below zero": "[bedragen.2029]\na = -1 # <-\n",
  "a month before January": "[kas]\nverrekening_maand = 0 # <-\n",
  "a month after December": "[kas]\nterugvordering_maand = 13 # <-\n",
  "a word that is not on the list": "[[korting]]\npercentage = 0.1\nvanaf = 2028\nwijze = \"nooit\" # <-\n",
  "a truth where a word belongs": "[instroom]\nmodel = true # <-\n",
  "a list where a number belongs": "[prestatie]\naandeel = [0.2] # <-\n",
  "a table where a number belongs": "[prestatie]\naandeel = { deel = 0.2 } # <-\n",
  "a wrong value with a source": "[prognose]\n2028 = 1\n2029 = { waarde = -4, bron = \"brief\" } # <-\n",
  "an unknown key beside a source": "[prognose.2029]\nwaarde = 4\nbronn = \"brief\" # <-\n",
  "an unknown status": "[prognose]\n2029 = { waarde = 4, bron = \"brief\", status = \"zeker\" } # <-\n",
  "a source that is a number": "[prognose]\n2029 = { waarde = 4, bron = 5 } # <-\n",
  "a table of a list that lacks a key": "[[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [0.5, 0.3, 0.2]\n\n[[betaalritme]] # <-\ntotaal = [0.5, 0.3, 0.2]\n",
  "a list that is too short": "[[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [0.6, 0.4] # <-\n",
  "a wrong number in a list": "[pip]\ngezinsmigrant = [\n  0.1,\n  2, # <-\n  0.2,\n]\n",
  "a list of tables where one belongs": "[[kas]] # <-\nverrekening_maand = 6\n",
  "one table where a list belongs": "[betaalritme] # <-\nvanaf_cohort = 2020\n",
  "a name that is a number": "[scenario]\nbasis = \"wi2021\"\nnaam = 3 # <-\n",
};

const schema = write("schema.json", run("schema"));
const lint = (files) => {
  const done = spawnSync(taplo, ["lint", "--schema", pathToFileURL(schema).href, ...files], { encoding: "utf8" });
  assert.equal(done.error, undefined);
  return { status: done.status, lines: `${done.stdout}\n${done.stderr}`.split("\n") };
};
const lineOf = (file, line) => Number(line.split(`${file}:`)[1]?.split(":")[0]);

test("the first error of an editor stands on the line of the fault, in every kind of wrong file", () => {
  assert.equal(Object.keys(WRONG).length, 27);
  const files = Object.entries(WRONG).map(([kind, text], index) => {
    const whole = text.startsWith("[scenario]") ? text : HEAD + text;
    return { kind, file: write(`fout-${String(index).padStart(2, "0")}.toml`, whole), line: whole.split("\n").findIndex((line) => line.endsWith("# <-")) + 1 };
  });
  const { lines } = lint(files.map(({ file }) => file));
  for (const { kind, file, line } of files) {
    const marked = lines.filter((one) => one.includes(`${file}:`)).map((one) => lineOf(file, one));
    assert.equal(marked[0], line, `${kind}: taplo marks ${marked.join(", ")}`);
    const own = spawnSync(program, ["run", path.basename(file)], { cwd: folder, encoding: "utf8" });
    assert.equal(own.status, 2, kind);
    assert.equal(lineOf(path.basename(file), own.stderr.split("\n").find((one) => one.includes("-->")) ?? ""), line, `${kind}: ${own.stderr}`);
  }
});

test("an editor has nothing to say of the scenarios that come along", () => {
  const names = JSON.parse(run("list", "--format", "json")).map(({ naam }) => naam);
  assert.ok(names.length > 8);
  const files = names.map((name) => write(`${name}.toml`, run("show", name)));
  const { status, lines } = lint(files);
  assert.equal(status, 0, lines.join("\n"));
});

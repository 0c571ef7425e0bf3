// The page on paper, also as a browser without a screen prints it: as soon as it is loaded.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { executablePath, folder, launch, report, visitWith, write } from "./browser.mjs";

let browser;
let pair;

before(async () => {
  browser = await launch();
  pair = report("druk", ["wi2021", "oud-ritme"]);
});
after(() => browser?.close());

const visit = (...parameters) => visitWith(browser, ...parameters);
const SECTIONS = ["waaiers", "ritmes", "kaarten", "gemeenteblad", "groepenlijst", "tabellen", "oorzaken", "bronnenlijst"];

test("what is printed the moment it is loaded is the whole page", async () => {
  const page = await browser.newPage();
  // Before anything can have come out of a stream.
  await page.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () => {
      window.dispatchEvent(new Event("beforeprint"));
      const of = (id) => document.getElementById(id);
      window.printed = Object.fromEntries(["waaiers", "ritmes", "kaarten", "gemeenteblad", "groepenlijst", "tabellen", "oorzaken", "bronnenlijst"].map((id) => [id, of(id).innerText.length]));
      window.printed.rows = document.querySelectorAll(".alle tbody tr").length;
      window.printed.tiles = document.querySelectorAll(".tegel").length;
      window.printed.branches = document.querySelectorAll(".boom details").length;
    });
  });
  await page.goto(pair);
  const printed = await page.evaluate(() => window.printed);
  for (const id of SECTIONS) assert.ok(printed[id] > 200, `${id}: ${printed[id]} letters`);
  assert.deepEqual([printed.rows, printed.tiles], [342, 342]);
  assert.ok(printed.branches > 10, `${printed.branches} branches`);
  await page.close();
  const pdf = path.join(folder, "druk.pdf");
  execFileSync(executablePath, ["--headless", "--no-sandbox", "--disable-gpu", `--print-to-pdf=${pdf}`, pair], { stdio: "ignore" });
  const bytes = readFileSync(pdf, "latin1");
  // More sheets than the first screens take.
  const sheets = bytes.match(/\/Type \/Page\b/g)?.length ?? 0;
  assert.ok(sheets > 20, `${sheets} sheets`);
});

test("every sheet has its number, and nothing to press", async () => {
  await visit(pair, {}, async (page) => {
    const rules = await page.evaluate(() => [...document.styleSheets[0].cssRules].filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText).join());
    assert.match(rules, /counter\(page\).*counter\(pages\)/s);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("select:visible, input:visible, form:visible, .wijzer:visible, .peiler:visible").count(), 0);
  });
  const three = report("druk-drie", ["wi2021", "oud-ritme", "korting-2028"], "0");
  await visit(three, {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("select:visible").count(), 0);
  });
});

for (const [name, options] of [["on paper", {}], ["on a phone", { viewport: { width: 360, height: 800 } }]]) {
  test(`no label of an axis touches the next ${name}`, async () => {
    await visit(pair, options, async (page) => {
      if (name === "on paper") {
        await page.emulateMedia({ media: "print" });
        await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
      }
      const touching = await page.locator("svg.svg").evaluateAll((all) => all.flatMap((svg) => {
        const boxes = [...svg.querySelectorAll("text.as")].map((one) => [one.textContent, one.getBoundingClientRect()]).filter(([, box]) => box.width);
        const touch = (a, b) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom - 3 && b.top + 3 < a.bottom - 3;
        return boxes.flatMap(([one, a], index) => boxes.slice(index + 1).filter(([, b]) => touch(a, b)).map(([other]) => `${one} ${other}`));
      }));
      assert.deepEqual(touching, []);
    });
  });
}

test("a summary is one sheet, with its chart and the receipt on it", async () => {
  const long = write("lang.toml", `scenario.basis = "wi2021"
scenario.naam = "Een lange naam van een scenario dat veel doet en daarom ook veel woorden nodig heeft"
scenario.tot = 2034
taakstelling.2026 = 30000
prognose.2026 = 30000
`);
  for (const [name, scenarios, ...more] of [["kort-een", ["wi2021"]], ["kort-twee", ["wi2021", "oud-ritme"]], ["kort-lang", [long]],
    ["kort-raad", ["wi2021", "korting-2028"], "--gemeente", "Rijswijk"], ["kort-en", ["wi2021", "korting-2026"], "--lang", "en"]]) {
    const address = report(name, scenarios, "120", "--samenvatting", ...more);
    const pdf = path.join(folder, `${name}.pdf`);
    execFileSync(executablePath, ["--headless", "--no-sandbox", "--disable-gpu", `--print-to-pdf=${pdf}`, address], { stdio: "ignore" });
    assert.equal(readFileSync(pdf, "latin1").match(/\/Type \/Page\b/g)?.length, 1, name);
    await visit(address, {}, async (page) => {
      assert.equal(await page.locator("section").count(), 1);
      assert.equal(await page.locator("nav, a[href^='#']:not(.spring)").count(), 0);
      assert.equal(await page.locator("#verschil svg").count(), 1);
      assert.match(await page.locator(".voet").innerText(), /spuk \d/);
    });
  }
});

test("a report of one gemeente has its own figures and nobody else's", async () => {
  const address = report("raad", ["wi2021", "oud-ritme"], "120", "--gemeente", "GM0603", "--jaar", "2026-2028");
  await visit(`${address}#gemeente=GM0344`, {}, async (page) => {
    assert.match(await page.locator("h1").innerText(), /^Wat krijgt Rijswijk/);
    assert.equal(await page.locator("#gemeente-naam").innerText(), "Rijswijk (ZH.)");
    // Another gemeente than the one that the page is about is asked for in vain.
    assert.match(await page.locator("#adres").innerText(), /gemeente=GM0344/);
    assert.equal(await page.locator("#zoek, #kaart, #tabel").count(), 0);
    assert.deepEqual(await page.locator(".jaren thead th").allInnerTexts(), ["in hele euro’s", "2026", "2027", "2028"]);
    assert.ok(await page.locator(".boom li").count() > 0);
    assert.ok(await page.locator(".punt").count() > 20);
  });
});

test("what was packed is unpacked without a stream too", async () => {
  const zlib = await import("node:zlib");
  const source = readFileSync(new URL("../../src/report/page/web/script/base/inflate.js", import.meta.url), "utf8");
  const { inflate } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  // Nothing, the same again and again, what does not get smaller, and more than a window of it.
  const noise = Buffer.from(Array.from({ length: 70000 }, (_, place) => (place * 2654435761) >>> 24));
  for (const bytes of [Buffer.from(""), Buffer.from("a"), Buffer.from("spuk ".repeat(20000)), noise, Buffer.concat([noise, noise])]) {
    for (const level of [0, 1, 6, 9]) {
      assert.equal(Buffer.compare(Buffer.from(inflate(zlib.deflateSync(bytes, { level }).toString("base64"))), bytes), 0, `${bytes.length} at ${level}`);
    }
  }
  const whole = zlib.deflateSync("Provincie ".repeat(50)).toString("base64");
  for (const broken of ["", "AAAA", whole.slice(0, 12), Buffer.from([0x78, 0x9c, 7, 0, 0, 0, 0]).toString("base64")]) {
    assert.throws(() => inflate(broken), broken);
  }
});

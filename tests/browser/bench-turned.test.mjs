// What a turn means where it touches more than its own figure: a series, shares that keep their sum, a list of which
// lines come and go, a figure given as a table, a file that changes meanwhile, and the way back.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { drawn, national, turn, wholeEuros, workbench, amounts, amountIn } from "./bench.mjs";
import { folder, text, write } from "./browser.mjs";

const GRANT = "uitkering_definitief";
const TWO = '[[korting]]\nbron = "eerste bron"\nstatus = "aanname"\npercentage = 0.04\nvanaf = 2027\ntot = 2027\nwijze = "doorberekend"\n'
  + '[[korting]]\nbron = "tweede bron"\nstatus = "aanname"\npercentage = 0.07\nvanaf = 2029\nwijze = "doorberekend"\n';
const scenario = (more) => `[scenario]\nbasis = "wi2021"\ntot = 2030\n${more}`;

const visit = workbench(() => {
  write("twee.toml", scenario(TWO));
  write("los.toml", scenario("[prestatie]\naandeel = 0.20\n"));
  write("gekort.toml", '[scenario]\nbasis = "korting-2028"\ntot = 2030\n');
  write("bijna.toml", scenario("[prijs.2026]\nleerroute = 13000\n"));
});

const changes = (page) => page.evaluate(() => new URLSearchParams(location.search).getAll("set-b"));
const settled = async (page) => { await drawn(page); return changes(page); };
const knob = (page, key) => page.locator(`[id="knop-${key}"]`);

// Holds the table of differences to the command line with these settings.
async function holdDifferences(page, scenarioName, settings) {
  const [before, now] = [national(GRANT, scenarioName), national(GRANT, scenarioName, ...settings.flatMap((one) => ["--set", one]))];
  const cells = await amounts(page, "#verschil table tbody tr");
  for (const [year, shown] of cells) assert.equal(amountIn(shown), wholeEuros(now[year] - before[year]), `${year}: ${shown}`);
}

test("a whole series goes by the share that its button says, however fine its figures are", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    await page.locator("#bank-zoek").fill("index");
    const series = page.locator("fieldset.reeks:has([id='knop-index.2029'])");
    await series.locator(".hele-reeks button").last().click();
    const turned = new Map((await settled(page)).map((one) => one.split("=")));
    for (const year of [2027, 2029, 2031]) assert.equal(turned.get(`index.${year}`), "0.022", String(year));
    await page.locator("#alles-terug").click();
    await page.locator("#bank-zoek").fill("instroom.pad.gezinsmigrant");
    await page.locator("fieldset.reeks:has([id='knop-instroom.pad.gezinsmigrant.2029']) .hele-reeks button").nth(2).click();
    const people = new Map((await settled(page)).map((one) => one.split("=")));
    for (const [key, value] of people) {
      const before = Number(await page.locator(`tr:has([id="knop-${key}"]) .was`).innerText().then((shown) => shown.replace(/\D/g, "")));
      assert.equal(Number(value), Math.round(before * 1.01), key);
    }
    assert.ok(people.size > 2);
  });
});

test("a year that is added, taken back and added again is there again", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    await page.locator("#bank-zoek").fill("index");
    const series = page.locator("fieldset.reeks:has([id='knop-index.2029'])");
    const add = series.locator("button", { hasText: "Jaar erbij" });
    await add.click();
    assert.deepEqual(await settled(page), ["index.2032=0.02"]);
    await page.locator("#alles-terug").click();
    await drawn(page);
    assert.equal(await knob(page, "index.2032").isVisible(), false);
    await add.click();
    assert.deepEqual(await settled(page), ["index.2032=0.02"]);
    assert.equal(await knob(page, "index.2032").isVisible(), true);
  });
});

test("a share gives back what it took, on its knob and on the wall", async () => {
  await visit("?scenario=wi2021&toon=leerroute.asielstatushouder.B1", {}, async (page) => {
    await turn(page, "leerroute.asielstatushouder.B1", "50", "0.5");
    assert.equal((await changes(page)).length, 2);
    await page.locator('.deelveld:has([id="knop-leerroute.asielstatushouder.B1"]) .terug').click();
    assert.deepEqual(await settled(page), []);
    assert.equal(await page.locator("#bank-fout").isVisible(), false);
    await page.locator("#zaal-aan").click();
    await page.locator("[id='zaal-1-leerroute.asielstatushouder.B1']").click();
    const both = new Map((await settled(page)).map((one) => one.split("=")));
    assert.equal(both.size, 2);
    assert.equal(await page.locator("#bank-fout").isVisible(), false);
  });
});

test("lines of a list come and go, and take nothing of each other along", async () => {
  await visit("?scenario=twee.toml", {}, async (page) => {
    await page.locator("#bank-zoek").fill("korting");
    await page.locator("[data-tabel=korting] button[aria-label*='orting 1']", { hasText: "Haal weg" }).click();
    const [left] = await settled(page);
    assert.match(left, /^korting=\[\{ .*percentage = 0\.07/);
    const list = page.locator("[data-tabel=korting] .lijst-editor");
    assert.equal(await list.locator(".anders").count(), 0);
    assert.equal(await list.locator(".knop .terug:visible").count(), 0);
    assert.doesNotMatch(await list.innerText(), /eerste bron/);
    // A cut without an end goes on where a line is added behind it.
    const shown = await amounts(page, "#verschil table tbody tr");
    await page.locator("[data-tabel=korting] .erbij").click();
    const [added] = await settled(page);
    assert.match(added, /tot = 2029.*vanaf = 2030/);
    assert.deepEqual(await amounts(page, "#verschil table tbody tr"), shown);
  });
});

test("a figure given as a table, or within one, is what its knob shows", async () => {
  const table = "index.2028={ waarde = 0.05, tussen = [0.04, 0.06] }";
  await visit(`?scenario=wi2021&set-b=${encodeURIComponent(table)}&set-b=${encodeURIComponent("prestatie={aandeel=0.5}")}`, {}, async (page) => {
    assert.equal(await knob(page, "index.2028").inputValue(), "5%");
    assert.equal(await knob(page, "prestatie.aandeel").inputValue(), "50%");
    await holdDifferences(page, "wi2021", [table, "prestatie={aandeel=0.5}"]);
    await page.locator("#bank-zoek").fill("prestatie.aandeel");
    await page.locator('.knop:has([id="knop-prestatie.aandeel"]) .terug').click();
    await drawn(page);
    assert.equal(await knob(page, "prestatie.aandeel").inputValue(), "10%");
    await holdDifferences(page, "wi2021", [table]);
  });
});

test("all of a share can be typed as what it is, and an amount of three decimals", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    await turn(page, "prestatie.aandeel", "100", "{ waarde = 1, bewust = true }");
    await knob(page, "prestatie.aandeel").blur();
    assert.equal(await knob(page, "prestatie.aandeel").inputValue(), "100%");
    await holdDifferences(page, "wi2021", ["prestatie.aandeel={ waarde = 1, bewust = true }"]);
    await turn(page, "kosten.begeleiding.bedrag", "812,125", "812.1250");
    assert.equal(await page.locator("#bank-fout").isVisible(), false);
  });
});

test("a file that is written while the page is open is what its knobs are of", async () => {
  await visit("?scenario=los.toml", {}, async (page) => {
    assert.equal(await knob(page, "prestatie.aandeel").inputValue(), "20%");
    write("los.toml", scenario("[prestatie]\naandeel = 0.40\n"));
    await turn(page, "prestatie.aandeel", "30", "0.3");
    assert.match(await page.locator("#wijzigingen .gewijzigd").innerText(), /van 40% naar 30%/);
    await turn(page, "index.2029", "3", "0.03");
    await holdDifferences(page, path.join(folder, "los.toml"), ["prestatie.aandeel=0.3", "index.2029=0.03"]);
  });
});

test("undo and redo go past a link to a part of the page", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    await page.locator(".wijzer a").nth(1).click();
    await turn(page, "prestatie.aandeel", "50", "0.5");
    await page.locator(".wijzer a").nth(2).click();
    await page.locator("#ongedaan").click();
    await page.waitForFunction(() => !location.search.includes("set-b"));
    await drawn(page);
    assert.equal(await page.locator("#ongedaan").isDisabled(), true);
    await page.locator("#opnieuw").click();
    await page.waitForFunction(() => location.search.includes("prestatie.aandeel"));
    await drawn(page);
    assert.equal(await knob(page, "prestatie.aandeel").inputValue(), "50%");
  });
});

test("what a remark offers to do is offered where it is done", async () => {
  const offer = "#omschrijvingen [data-zet]";
  await visit("?scenario=bijna.toml&scenario=gekort.toml", {}, async (page) => assert.equal(await page.locator(offer).count(), 0));
  await visit("?scenario=bijna.toml", {}, async (page) => {
    assert.equal(await page.locator(offer).count(), 1);
    await page.locator(offer).click();
    assert.deepEqual(await settled(page), ["bedragen.2026.gebruik=afgeleid"]);
  });
});

test("a gemeente by its digits is the one that is taken along, and three scenarios stay three", async () => {
  await visit("?scenario=wi2021&scenario=oud-ritme&scenario=korting-2028&set-b=prestatie.aandeel%3D0.2#gemeente=344", {}, async (page) => {
    assert.match(await page.locator("#neem-csv").getAttribute("href"), /gemeente=GM0344/);
    const pin = "naam=Plan&scenario=korting-2028&set-b=prestatie.aandeel%3D0.2";
    await page.goto(`${page.url().split("#")[0]}&pin=${encodeURIComponent(pin)}`);
    await drawn(page);
    assert.match(await text(page, "#opdracht"), /spuk report wi2021 oud-ritme korting-2028/);
  });
});

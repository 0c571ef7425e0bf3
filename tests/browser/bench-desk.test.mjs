// What the workbench says of itself, and what is taken along of it: words that fit the field, links that open whole,
// settings that change nothing, tables as workbooks, pictures that say what they are of.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { drawn, workbench } from "./bench.mjs";
import { run, text, write } from "./browser.mjs";

const visit = workbench(() => write("aandeel.toml", '[scenario]\nbasis = "wi2021"\nnaam = "Zeven"\n\n[prestatie]\naandeel = 7\n'));
const pin = (name, scenario, ...settings) => `pin=${encodeURIComponent(new URLSearchParams([["naam", name], ["scenario", scenario], ...settings.map((one) => ["set-b", one])]).toString())}`;
const settings = (...all) => all.map((one) => `set-b=${encodeURIComponent(one)}`).join("&");
const withDraws = (page) => page.waitForFunction(() => /met onzekerheid/.test(document.getElementById("bank-stand").textContent), null, { timeout: 120000 });

async function takenBy(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.evaluate((own) => own.click())]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test("a link to the scenarios beside each other opens with all of them to choose from", async () => {
  await visit(`?scenario=wi2021&paneel=naast&${pin("Een", "oud-ritme")}`, {}, async (page) => {
    const known = JSON.parse(run("list", "--format", "json")).map((one) => one.naam);
    const offered = () => page.locator(".leg-scenario option").evaluateAll((all) => all.map((one) => one.value));
    await page.waitForFunction(() => document.querySelectorAll(".leg-scenario option").length > 1);
    const there = await offered();
    assert.ok(known.every((one) => there.includes(one)), `${there}`);
    assert.equal(new Set(there).size, there.length);
  });
});

test("what matters most: what is open and what is settled each have a total of their own, a year is a year, a series says its values", async () => {
  await visit("?scenario=wi2021&paneel=telt", {}, async (page) => {
    await page.locator(".telt-tabel").first().waitFor({ timeout: 120000 });
    const all = JSON.parse(run("sensitivity", "wi2021", "--format", "json")).regels;
    const moving = all.filter((row) => !row.deel_van && row.zwaai);
    const tables = page.locator(".tornado table.gewichten");
    assert.equal(await tables.count(), 2);
    for (const [index, kind] of ["onzeker", "vastgesteld"].entries()) {
      const own = moving.filter((row) => row.aard === kind);
      assert.deepEqual(await tables.nth(index).locator("tbody th code").allTextContents(), own.map((row) => row.sleutel));
    }
    // None of what is settled is drawn, and every name stands beside its key, whole.
    const keys = await page.locator(".tornado svg .sleutelnaam").allTextContents();
    const shown = moving.filter((row) => row.aard === "onzeker").slice(0, keys.length).map((row) => row.sleutel);
    assert.deepEqual(keys, shown);
    const words = (await page.locator(".tornado svg").last().textContent());
    assert.match(words, /nieuwe inburgeringsplichtigen/);
    assert.doesNotMatch(await page.locator(".tornado svg").last().locator("text").allTextContents().then((list) => list.join("|")), /\u2026|\bP5\b|2\.0[0-9]{2}(?!\.)\b(?!,)/);
    const series = all.filter((row) => row.deel_van === "instroom.pad.asielstatushouder" && row.beweging === "bereik").sort((one, other) => (one.sleutel < other.sleutel ? -1 : 1));
    const [from, to] = [series[0], series.at(-1)].map((row) => row.laag.toLocaleString("nl-NL"));
    assert.ok(words.includes(`${from} \u2192 ${to}`), words);
    const { bytes } = await takenBy(page, page.getByRole("button", { name: /^Neem mee als CSV: Wat het zwaarst/, includeHidden: true }));
    const lines = bytes.toString("utf8").replace("\ufeff", "").trim().split("\n");
    assert.match(lines[0], /^"Onderdeel","Sleutel"/);
    const kinds = lines.slice(1).map((line) => line.match(/^"(Wat [a-z]+)/)[1]);
    assert.deepEqual([...new Set(kinds)], ["Wat anders", "Wat vastligt"]);
    assert.equal(lines.length, 1 + moving.length);
  });
});

test("what it takes asks for the years that a series has, shows no command of half a question, and is a file of the command line", async () => {
  await visit("?scenario=wi2021&paneel=nodig", {}, async (page) => {
    assert.equal(await page.locator(".nodig-opdracht").isVisible(), false);
    await page.locator("#nodig-bedrag").fill("340");
    await page.locator(".nodig-inhoud table").waitFor({ timeout: 120000 });
    const have = JSON.parse(run("run", "wi2021", "--format", "json"));
    const years = [...new Set(have.regels.map((row) => row.jaar))].filter((year) => have.cijfers.some((one) => one.pad === `index.${year}`));
    assert.ok(years.length > 1 && years.length < new Set(have.regels.map((row) => row.jaar)).size);
    assert.deepEqual((await page.locator(".nodig-inhoud tbody th").allTextContents()).map(Number), years);
    const line = await text(page, "#lade .opdracht");
    const [, jaar] = line.match(/--jaar (\S+)/);
    const wanted = ["solve", "wi2021", "--doel", "uitkering_definitief<=340mln", "--varieer", "index", "--jaar", jaar];
    const { bytes } = await takenBy(page, page.locator(".nodig-inhoud .meenemen a").first());
    assert.equal(bytes.toString("utf8"), run(...wanted, "--format", "csv"));
    const book = await takenBy(page, page.locator(".nodig-inhoud .meenemen a").last());
    assert.equal(book.bytes.subarray(0, 2).toString(), "PK");
    assert.match(book.name, /\.xlsx$/);
    // A figure that has no years is found for all of them together too.
    await page.locator("#nodig-sleutel").fill("prestatie, aandeel");
    await page.waitForFunction(() => document.querySelectorAll("#lade select")[2].options[1].value === "samen");
    await page.locator("#nodig-bedrag").fill("");
    assert.equal(await page.locator(".nodig-opdracht").isVisible(), false);
  });
});

test("a share that cannot be is told in the per cent of its field", async () => {
  for (const [lang, typed, wanted] of [["nl", "700", /^700% kan hier niet: dit ligt van 0% tot en met 100%\. Typ bijvoorbeeld 10 of 10%\.$/], ["en", "250", /^250% cannot be here: this lies from 0% to 100%\. Type 10 or 10%, for example\.$/]]) {
    await visit(`?scenario=wi2021&lang=${lang}`, {}, async (page) => {
      await page.locator("#bank-zoek").fill("prestatie.aandeel");
      await page.locator('[id="knop-prestatie.aandeel"]').fill(typed);
      const wrong = page.locator('[id="fout-prestatie.aandeel"]');
      await wrong.waitFor();
      assert.match(await wrong.innerText(), wanted);
      assert.doesNotMatch(await page.locator('.knop:has([id="knop-prestatie.aandeel"])').innerText(), /0[.,]10|0[.,]07/);
      // What it says to type is what it says it is.
      await page.locator('[id="knop-prestatie.aandeel"]').fill("10");
      await page.keyboard.press("Tab");
      await page.waitForFunction(() => !new URLSearchParams(location.search).getAll("set-b").length);
    }, ["400"]);
  }
});

test("a setting that changes nothing is no change, and one change is said as one", async () => {
  const same = JSON.parse(run("run", "wi2021", "--format", "json")).cijfers.find((one) => one.pad === "korting.tot" || one.pad === "korting.0.tot");
  await visit(`?scenario=wi2021&${settings("prestatie.aandeel=0.2", `${same.pad}=${same.waarde}`)}&paneel=alles`, {}, async (page) => {
    assert.equal(await page.locator("#wijzigingen li").count(), 1);
    assert.match(await text(page, "h1"), /met prestatie, aandeel 20%/);
    assert.match(await text(page, "#lade"), /1 cijfer of keuze is anders dan in ‘Geldend recht Wi2021’; dat is hier gedraaid\./);
    const { bytes } = await takenBy(page, page.getByRole("button", { name: /^Neem mee als CSV: Dit scenario/ }));
    const lines = bytes.toString("utf8").trim().split("\n");
    assert.equal(lines.length, 2);
    assert.match(lines[1], /^"prestatie\.aandeel",.*10.*20/);
    const book = await takenBy(page, page.getByRole("button", { name: /^Neem mee als werkboek: Dit scenario/ }));
    assert.equal(book.bytes.subarray(0, 2).toString(), "PK");
  });
  await visit(`?scenario=wi2021&${settings("prestatie.aandeel=0.2", "index.2028=0.05")}&paneel=alles`, {}, async (page) => {
    assert.match(await text(page, "#lade"), /2 cijfers en keuzes zijn anders dan in .*; 2 daarvan zijn hier gedraaid\./);
    // Ctrl+Z takes back, Ctrl+Y does it again.
    await page.locator("#alles-terug").click();
    const now = (count) => page.waitForFunction((wanted) => new URLSearchParams(location.search).getAll("set-b").length === wanted, count);
    await now(0);
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("Control+z");
    await now(2);
    await drawn(page);
    await page.keyboard.press("Control+y");
    await now(0);
  });
});

test("while draws are on their way the page says that they follow, and then that they are there", async () => {
  await visit("?scenario=wi2021&set-b=index.2028%3D0.05", {}, async (page) => {
    assert.match(await text(page, "#verschil"), /trekkingen volgen/);
    assert.doesNotMatch(await text(page, "#inhoud"), /[Zz]onder trekkingen gemaakt/);
    await withDraws(page);
    assert.doesNotMatch(await text(page, "#inhoud"), /trekkingen volgen/);
    // A number never touches the whisker of its bar, nor that of the one before.
    const touching = await page.locator("#verschil svg").first().evaluate((svg) => {
      const boxes = (selector) => [...svg.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
      const [numbers, whiskers] = [boxes("text.waarde"), boxes("path.snor")];
      const apart = (a, b) => a.right + 1 < b.left || b.right + 1 < a.left || a.bottom < b.top || b.bottom < a.top;
      return numbers.filter((number) => whiskers.some((whisker) => !apart(number, whisker))).length + (whiskers.length ? 0 : 100);
    });
    assert.equal(touching, 0);
  });
});

test("a first address without an answer says so, shows nothing and takes nothing along", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    await page.goto(`${new URL("/", page.url()).href}?${settings("prestatie.aandeel=7")}`);
    await page.waitForFunction(() => !document.getElementById("bank-oud").hidden);
    assert.doesNotMatch(await page.locator("body").innerText(), /nog wat ervoor stond|die van ervoor/);
    assert.match(await text(page, "#bank-stand"), /^Nog geen antwoord/);
    assert.match(await text(page, "#bank-fout"), /prestatie, aandeel: 700% kan hier niet/);
    const links = () => page.locator("[id^=neem-][download]").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    assert.ok((await links()).every((one) => one === null));
    assert.equal(await page.locator("#zekerheid").isVisible(), false);
    await page.locator("#alles-terug").click();
    await drawn(page);
    assert.ok((await links()).every((one) => one.startsWith("/api/")));
    assert.equal(await page.locator("#zekerheid").isVisible(), true);
  }, ["400"]);
});

test("one page of the scenario: what changed means what its series and its list mean, not only what kind of value it is", async () => {
  const changed = { "index.2028": "0.05", "bedragen.2026.a": "6000", "instroom.pad.asielstatushouder.2027": "20000", "leerroute.asielstatushouder.B1": "0.5706", "leerroute.asielstatushouder.Z": "0.3", "leerroute.asielstatushouder.onderwijs": "0.1294", "pip.asielstatushouder.0": "0.5", "kosten.begeleiding.bedrag": "3500" };
  for (const [lang, kind, group, route, costs] of [["nl", /^Een /, "Voor asielstatushouders.", "Voor de zelfredzaamheidsroute.", "Kosten per persoon"], ["en", /^An? /, "Asielstatushouders.", "Zelfredzaamheidsroute.", "Euros per person"]]) {
    const described = JSON.parse(run("schema", "--lang", lang)).properties;
    const flow = described.instroom.$ref.split("/").at(-1);
    const path = JSON.parse(run("schema", "--lang", lang)).$defs[flow].properties.pad.description;
    await visit(`?scenario=wi2021&lang=${lang}&paneel=alles&${settings(...Object.entries(changed).map((one) => one.join("=")))}`, {}, async (page) => {
      const rows = Object.fromEntries(await page.locator(".alles-tabel tbody tr").evaluateAll((all) => all.map((row) => [row.querySelector("code").textContent, [...row.querySelectorAll("td")].map((cell) => cell.textContent)])));
      // A list of figures is told as one.
      assert.deepEqual(Object.keys(rows).sort(), Object.keys(changed).filter((key) => changed[key] !== "0.5706").map((key) => key.replace(/\.0$/, "")).sort());
      for (const [key, [was, now, meaning]] of Object.entries(rows)) {
        assert.ok(was && now && was !== now, key);
        assert.doesNotMatch(meaning, kind, `${lang}: ${key}`);
      }
      assert.ok(rows["index.2028"][2].startsWith(described.index.description), rows["index.2028"][2]);
      assert.ok(rows["instroom.pad.asielstatushouder.2027"][2].startsWith(`${path} ${group} `), rows["instroom.pad.asielstatushouder.2027"][2]);
      assert.ok(rows["leerroute.asielstatushouder.Z"][2].startsWith(`${described.leerroute.description} ${group} ${route} `), rows["leerroute.asielstatushouder.Z"][2]);
      assert.ok(rows["kosten.begeleiding.bedrag"][2].startsWith(costs), rows["kosten.begeleiding.bedrag"][2]);
    });
  }
});

test("at every knob: the status once, the words of its source, and its range or that it has none", async () => {
  const figures = JSON.parse(run("run", "wi2021", "--format", "json")).cijfers;
  const assumed = figures.filter(({ status, waarde }) => status === "aanname" && typeof waarde === "number");
  const [bare, ranged] = [assumed.filter(({ tussen }) => !tussen), assumed.filter(({ tussen }) => tussen)];
  assert.ok(bare.length > 20 && ranged.length > 20);
  for (const [lang, none, some] of [["nl", "geen bereik", " tot "], ["en", "no range", " to "]]) {
    await visit(`?scenario=wi2021&lang=${lang}`, {}, async (page) => {
      const sources = await page.locator("#knoppen .bron").allTextContents();
      assert.deepEqual(sources.filter((one) => /(aanname|afgeleid|gepubliceerd|assumption|derived|published) · (?:[^·]* · )?(aanname|afgeleid|gepubliceerd)([:;,.]|$)/.test(one)), []);
      assert.ok(sources.some((one) => one.includes(" · 2%, iets boven de groei van 2025 op 2026")));
      // What nobody gave a source for can be chosen to agree with something.
      const fitted = figures.find(({ bron, gefit }) => bron === "aanname" && gefit).gefit;
      assert.ok(sources.some((one) => one.includes(fitted)) && sources.some((one) => / · (geen bron genoemd|no source named)$/.test(one)));
      // A share of a year that is a list is in per cent as others are, and so is its range.
      const housed = figures.find(({ pad }) => pad === "huisvesting.asielstatushouder.2022.0");
      const field = page.locator(`[id="knop-${housed.pad}"]`);
      assert.equal(await field.inputValue(), `${housed.waarde * 100}%`);
      assert.match(await page.locator(".deelveld", { has: field }).locator(".bereik").textContent(), /: \d+% (tot|to) \d+%$/);
      // What is said of a range at a knob: at the knob, on the lines below its year, or of its whole list.
      const said = (keys) => page.evaluate((all) => all.map((key) => {
        const knob = document.getElementById(`knop-${key}`);
        const year = knob.closest("tr");
        const own = knob.closest(".deelveld")?.querySelector(".bereik") ?? knob.closest(".knop")?.querySelector(".bron") ?? (year?.nextElementSibling?.nextElementSibling?.matches(".bronrij") ? year.nextElementSibling.nextElementSibling : null);
        const list = [...(knob.closest("fieldset")?.children ?? [])].filter((one) => one.matches(".bron"));
        return [key, (own ?? { textContent: list.map((one) => one.textContent).join(" ") }).textContent.split(" · ").slice(0, 2).join(" · ")];
      }), keys);
      assert.deepEqual((await said(bare.map(({ pad }) => pad))).filter(([, words]) => !words.includes(none)), []);
      assert.deepEqual((await said(ranged.map(({ pad }) => pad))).filter(([, words]) => words.includes(none) || !words.includes(some)), []);
    });
  }
});

test("what it takes: the answer in the table is written as its button and its knob write it", async () => {
  await visit("?scenario=wi2021&paneel=nodig&vraag=veld%3Duitkering_definitief%26relatie%3D%3C%3D%26bedrag%3D340%26varieer%3Dprestatie.aandeel%26jaar%3D2028", {}, async (page) => {
    await page.locator(".nodig-inhoud table").waitFor({ timeout: 120000 });
    const shown = await page.locator(".nodig-inhoud tbody td").evaluateAll((cells) => cells.slice(1, 3).map((cell) => [...cell.childNodes].map((one) => one.textContent)[0]));
    assert.ok(shown.length === 2 && shown.some(Boolean), String(shown));
    for (const one of shown.filter(Boolean)) assert.match(one, /%/, String(shown));
  });
});

test("counts of one's own are called by the name of the file that was dropped", async () => {
  const file = write("duo-juni.csv", "gm_code;groep;jaar;aantal\nGM0307;asielstatushouder;2024;88\n");
  await visit("?scenario=wi2021&paneel=tellingen", {}, async (page) => {
    await page.locator("#tel-bestand").setInputFiles(file);
    await page.locator(".tel-inhoud .hoofd").first().click();
    await page.waitForFunction(() => document.documentElement.dataset.getoond?.includes("aantallen.bestand"), null, { timeout: 60000 });
    await drawn(page);
    assert.match(await page.locator("#wijzigingen").innerText(), /duo-juni\.csv/);
    assert.match(await text(page, ".tel-nu"), /in gebruik: aantallen, bestand = duo-juni\.csv/);
    assert.match(await text(page, "#neem-eigen a"), /duo-juni\.csv \(eigen\/[0-9a-f]+\.csv\)/);
    const link = await page.evaluate(() => location.search);
    assert.match(link, /aantallen\.bestand%3Deigen%2F[0-9a-f]+\.csv/);
    // The same after the page was opened anew, and for a colleague who opens the link: of a pin in it too.
    const pinned = new URLSearchParams([["naam", "Geteld"], ["scenario", "wi2021"], ...new URLSearchParams(link).getAll("set-b").map((one) => ["set-b", one])]);
    for (const address of [link, `?scenario=wi2021&paneel=naast&${new URLSearchParams([["pin", pinned.toString()]])}`]) {
      await page.goto(new URL(address, page.url()).href);
      await drawn(page);
      if (address === link) {
        assert.match(await page.locator("#wijzigingen").innerText(), /duo-juni\.csv/);
        assert.match(await text(page, ".tel-nu"), /in gebruik: aantallen, bestand = duo-juni\.csv/);
        assert.match(await text(page, "#neem-eigen a"), /duo-juni\.csv \(eigen\/[0-9a-f]+\.csv\)/);
        assert.match(await page.locator(".namen").getAttribute("data-bron"), /duo-juni\.csv/);
      } else {
        await page.locator(".naast-inhoud figure").waitFor();
        const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".naast-inhoud button", { hasText: "SVG" }).click()]);
        assert.match(readFileSync(await download.path(), "utf8").replace(/<[^>]*>/g, " ").replace(/\s+/g, " "), /duo-juni\.csv/);
      }
    }
  });
});

test("a picture says what it is of: every change of few, the number and the receipt of many, and no draws that it does not use", async () => {
  const receipt = (...all) => JSON.parse(run("run", "wi2021", ...all.flatMap((one) => ["--set", one]), "--format", "json")).ontvangstbewijs.scenario_sha256.slice(0, 12);
  const words = ({ bytes }) => bytes.toString("utf8").match(/<text[^>]*>[^<]*/g).map((one) => one.replace(/<[^>]*>/, "")).join(" ");
  const few = ["prestatie.aandeel=0.2", "index.2028=0.05"];
  await visit(`?scenario=wi2021&paneel=naast&${settings(...few)}&${pin("Recht", "wi2021")}&${pin("Zuinig", "oud-ritme", "index.2029=0.01")}`, {}, async (page) => {
    await page.locator(".naast-inhoud figure").waitFor();
    await withDraws(page);
    const beside = words(await takenBy(page, page.locator(".naast-inhoud button", { hasText: "SVG" })));
    assert.match(beside, /Recht: wi2021 \(SHA-256 /);
    assert.match(beside, /Zuinig: oud-ritme met index 2029 1%/);
    assert.match(beside, /met prestatie, aandeel 20%, met index 2028 5%/);
    assert.ok(beside.includes(receipt(...few)), beside);
    assert.doesNotMatch(beside, /trekkingen|zaad/);
    const chart = words(await takenBy(page, page.locator("#verschil button", { hasText: "SVG" }).first()));
    assert.match(chart, /met prestatie, aandeel 20%, met index 2028 5%/);
  });
  const many = [...few, "index.2029=0.05", "index.2030=0.05"];
  await visit(`?scenario=wi2021&${settings(...many)}`, {}, async (page) => {
    const chart = words(await takenBy(page, page.locator("#verschil button", { hasText: "SVG" }).first()));
    assert.match(chart, /met 4 veranderingen \(scenario [0-9a-f]{12}\)/);
  });
});

test("every table that the page draws is a workbook too", async () => {
  await visit("?scenario=wi2021&set-b=index.2028%3D0.05", {}, async (page) => {
    const counts = await page.evaluate(() => ["CSV: ", "werkboek: "].map((kind) => document.querySelectorAll(`#inhoud [aria-label^="Neem mee als ${kind}"]`).length));
    assert.ok(counts[0] > 10);
    assert.equal(counts[1], counts[0]);
    for (const button of [page.locator('#inhoud [aria-label^="Neem mee als werkboek: "]').first(), page.locator("#tabel-werkboek")]) {
      const { name, bytes } = await takenBy(page, button);
      assert.match(name, /\.xlsx$/);
      assert.equal(bytes.subarray(0, 2).toString(), "PK");
    }
  });
});

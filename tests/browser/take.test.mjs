// What a reader takes along of the page, and the answers to questions on it: charts as pictures, tables as files, what
// matters most, what every step buys, bands over people and assumptions.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, report, run, text, visitWith } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
let pair;
let asked;

before(async () => {
  browser = await launch();
  pair = report("meenemen", ["wi2021", "oud-ritme"]);
  asked = report("vragen", ["wi2021", "oud-ritme"], "40", "--aannames", "--varieer", "betaalritme.1.totaal:1>3");
});
after(() => browser?.close());

const visit = (...parameters) => visitWith(browser, ...parameters);

// The bytes of what a press gives, and its name.
async function takenBy(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.evaluate((own) => own.click())]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const buttonsOf = (page, words) => page.getByRole("button", { name: words, includeHidden: true });

test("every chart is a picture of its own: title, receipt and ground, in light colours on a dark screen too", async () => {
  await visit(asked, { colorScheme: "dark" }, async (page) => {
    const buttons = buttonsOf(page, /^Neem mee als SVG/);
    const charts = await page.locator("figure.grafiek").count();
    // The map is no figure.
    assert.equal(await buttons.count(), charts + 1);
    const receipt = await page.locator(".voet p").first().innerText();
    for (let index = 0; index < charts + 1; index += 1) {
      const { name, bytes } = await takenBy(page, buttons.nth(index));
      const svg = bytes.toString("utf8");
      assert.match(name, /^[a-z0-9-]+\.svg$/);
      assert.doesNotMatch(svg, /var\(|class=|<style|foreignObject|NaN|undefined/, name);
      assert.match(svg, /<rect[^>]*fill="#ffffff"/);
      const read = await page.evaluate((source) => {
        const picture = new DOMParser().parseFromString(source, "image/svg+xml");
        const edges = [...picture.querySelectorAll("text")].map((one) => one.textContent);
        return { wrong: picture.querySelector("parsererror")?.textContent ?? null, words: edges.join(" ").replace(/\s+/g, " "), marks: picture.querySelectorAll("path, rect, circle, polygon, line").length, title: picture.querySelector("title").textContent };
      }, svg);
      assert.equal(read.wrong, null, name);
      assert.ok(read.words.includes(receipt.replace(/\s+/g, " ")), `${name}: ${read.words.slice(-300)}`);
      assert.ok(read.words.replace(/\s/g, "").startsWith(read.title.replace(/\s/g, "")), `${name}: ${read.words.slice(0, 100)}`);
      assert.ok(read.marks > 3, name);
      // The ink of the dark page is nearly white.
      assert.doesNotMatch(svg, /rgb\(233, 231, 226\)|rgb\(21, 23, 27\)/, name);
    }
  });
});

test("a picture has the words for what is light and what is dark in it, each beside a piece of it", async () => {
  const spread = report("uiteen", ["zonder-prestatie", "wi2021"], "120");
  await visit(spread, {}, async (page) => {
    const legend = page.locator("#trechter .legenda");
    const words = (await legend.innerText()).replace(/\s+/g, " ").trim();
    assert.match(words, /met blijvende verschillen zonder: alleen toeval in aantallen de gekozen gemeente/);
    const { bytes } = await takenBy(page, page.locator("#trechter button", { hasText: "SVG" }));
    const read = await page.evaluate((source) => {
      const picture = new DOMParser().parseFromString(source, "image/svg+xml");
      return { words: [...picture.querySelectorAll("text")].map((one) => one.textContent).join(" ").replace(/\s+/g, " "), samples: [...picture.querySelectorAll("path")].filter((one) => one.getAttribute("d") === "M1 6H29").map((one) => `${one.getAttribute("stroke")} ${one.getAttribute("stroke-opacity")}`) };
    }, bytes.toString("utf8"));
    assert.ok(read.words.includes(words), read.words.slice(-400));
    assert.equal(new Set(read.samples).size, 3, String(read.samples));
  });
});

test("a picture of points is as wide as a slide, and nothing of it is cut off", async () => {
  await visit(pair, {}, async (page) => {
    for (const words of [/^Neem mee als PNG: Verschil per jaar/, /^Neem mee als PNG: Tegelkaart/, /^Neem mee als PNG: Wat het zwaarst telt: Geldend/]) {
      const { name, bytes } = await takenBy(page, buttonsOf(page, words).first());
      assert.equal(bytes.subarray(1, 4).toString(), "PNG", name);
      assert.ok(bytes.readUInt32BE(16) >= 1920, name);
      const edges = await page.evaluate(async (source) => {
        const image = new Image();
        image.src = `data:image/png;base64,${source}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [image.width, image.height];
        const pen = canvas.getContext("2d");
        pen.drawImage(image, 0, 0);
        const { data } = pen.getImageData(0, 0, image.width, image.height);
        const white = (x, y) => [0, 1, 2, 3].every((part) => data[4 * (y * image.width + x) + part] === 255);
        let [inside, border] = [0, 0];
        for (let y = 0; y < image.height; y += 1) for (let x = 0; x < image.width; x += 1) if (!white(x, y)) (x < 8 || y < 8 || x >= image.width - 8 || y >= image.height - 8 ? (border += 1) : (inside += 1));
        return { inside, border };
      }, bytes.toString("base64"));
      assert.equal(edges.border, 0, `${name}: ink at the edge`);
      assert.ok(edges.inside > 5000, name);
    }
  });
});

// The cells of a CSV of which texts hold no quote.
const cells = (line, mark) => [...line.matchAll(new RegExp(`"([^"]*)"|([^"${mark}]+)|(?<=${mark}|^)(?=${mark}|$)`, "g"))].map(([, quoted, bare]) => quoted ?? bare ?? "");

test("every table is a file: each row as long as its head, numbers as numbers, in both notations", async () => {
  await visit(asked, {}, async (page) => {
    await page.locator("details").evaluateAll((folds) => folds.forEach((fold) => { fold.open = true; }));
    const [plain, dutch] = [buttonsOf(page, /^Neem mee als CSV: /), buttonsOf(page, /^Neem mee als CSV voor Excel/)];
    const count = await plain.count();
    assert.equal(await page.locator(".tabelblok").count(), count);
    assert.ok(count > 15, `${count}`);
    // There is no server to make a workbook of them.
    assert.equal(await buttonsOf(page, /werkboek/i).count(), 0);
    for (let index = 0; index < count; index += 1) {
      const files = await Promise.all([takenBy(page, plain.nth(index))]);
      files.push(await takenBy(page, dutch.nth(index)));
      const [own, other] = files.map(({ bytes }) => bytes.toString("utf8").replace("\ufeff", "").trim().split("\n"));
      assert.equal(own.length, other.length);
      const width = cells(own[0], ",").length;
      own.forEach((line, row) => {
        const [a, b] = [cells(line, ","), cells(other[row], ";")];
        assert.equal(a.length, width, `${files[0].name}: ${line}`);
        assert.equal(b.length, width, `${files[0].name}: ${other[row]}`);
      });
      assert.doesNotMatch(own.join("\n"), /undefined|NaN|\[object/);
    }
  });
});

test("a table that shows whole euros is taken along to the cent of the command line", async () => {
  await visit(pair, {}, async (page) => {
    const button = buttonsOf(page, "Neem mee als CSV: Ontvangsten en kosten per kalenderjaar");
    const { bytes, name } = await takenBy(page, button);
    assert.equal(name, "ontvangsten-en-kosten-per-kalenderjaar.csv");
    const [, ...rows] = bytes.toString("utf8").trim().split("\n").map((line) => cells(line, ","));
    const [head, ...lines] = run("run", "wi2021", "--format", "csv").trim().split("\n").map((line) => cells(line, ","));
    const column = (wanted) => lines.map((line) => line[head.indexOf(wanted)]);
    assert.deepEqual(rows.map((row) => row[1]), column("kas"));
    assert.deepEqual(rows.map((row) => row[2]), column("kosten"));
    const whole = (await page.locator("#ritmes .cijfers").first().locator("tbody td").first().textContent());
    assert.match(whole, /^€\s[\d.]+$/);
  });
});

test("what matters most has its bars, both ends of each, its line and its advice, as sensitivity says", async () => {
  await visit(pair, {}, async (page) => {
    const answers = [["wi2021", "oud-ritme"], ["wi2021"]].map((scenarios) => JSON.parse(run("sensitivity", ...scenarios, "--format", "json")));
    const places = page.locator("#gewichtenlijst > .tornado");
    assert.equal(await places.count(), 2);
    for (const [index, answer] of answers.entries()) {
      const place = places.nth(index);
      const open = answer.regels.filter((row) => !row.deel_van && row.aard === "onzeker");
      const [first] = open;
      const told = await place.locator("svg.svg desc").first().textContent();
      assert.ok(told.startsWith(`${first.sleutel}: `), told.slice(0, 200));
      // In words first, and by its key in small.
      const advice = place.locator(".slot");
      assert.equal(await advice.locator("code").innerText(), answer.vraag_na);
      assert.match(await advice.innerText(), /^Vraag na: [a-z][^.]*\. /);
      const number = answer.verklaren_95_procent;
      const words = ["één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
      const line = number === 1 ? "dit ene cijfer verklaart ten minste 95%" : `deze ${words[number - 1] ?? number} verklaren ten minste 95%`;
      assert.ok((await place.locator(".grafiek > .klein").innerText()).includes(line), line);
      assert.ok((await place.locator("svg.svg").last().textContent()).includes(line), line);
      // Both ends of a series are the values of its years.
      const texts = await place.locator("svg.svg").last().locator("text").allTextContents();
      assert.doesNotMatch(texts.join("|"), /\bP5\b|\bP95\b/);
      // A bar says by its ink how firm its figure is, and the key of inks names those and no other.
      const drawn = await place.locator("svg.svg").evaluate((chart) => ({
        keys: [...chart.querySelectorAll("text.sleutelnaam")].map((one) => one.textContent),
        inks: [...new Set([...chart.querySelectorAll(".gewicht")].map((bar) => bar.getAttribute("class").split(" ")[1]))],
      }));
      const statuses = [...new Set(open.filter((row) => drawn.keys.includes(row.sleutel)).map((row) => row.status))].sort();
      assert.ok(statuses.length > 0);
      assert.deepEqual(drawn.inks.sort(), statuses);
      assert.equal(await place.locator("p.sleutel > span").count(), statuses.length);
      // The table has every figure that can turn out otherwise and moves the result, each with its amounts to the cent.
      const rows = open.filter((row) => row.zwaai);
      assert.equal(await place.locator(".cijfers tbody tr").count(), rows.length);
      const exact = await place.locator(".cijfers tbody tr").first().locator("data").evaluateAll((all) => all.map((one) => one.value));
      assert.deepEqual(exact.map(Number), [rows[0].uitkomst_laag, rows[0].uitkomst_hoog]);
    }
  });
});

test("what every step of a rhythm buys is drawn with both known rhythms on it", async () => {
  await visit(asked, {}, async (page) => {
    const answer = JSON.parse(run("solve", "wi2021", "--varieer", "betaalritme.1.totaal:1>3", "--tegen", "tekort", "--format", "json"));
    const steps = answer.regels.filter((row) => row.veld !== null && (!row.merk || row.merk === "zoals-het-is"));
    assert.equal(await page.locator("#afwegingen .stap").count(), steps.length);
    const names = (await page.locator("#afwegingen svg .naam").allTextContents()).join(" ");
    assert.match(names, /61\/31\/8/);
    assert.match(names, /40\/30\/30/);
    const old = answer.regels.find((row) => row.merk === "61/31/8");
    assert.ok((await text(page, "#afwegingen .cohortzin:has-text('61/31/8')")).includes(`${old.maanden_voorschot} maand`));
  });
});

test("bands over people and assumptions lie around those over people, and say what was drawn", async () => {
  await visit(asked, {}, async (page) => {
    assert.equal(await page.locator("#waaiers .rand").count(), 8);
    assert.match(await text(page, "#zekerheid-tekst"), /over de instroom, .*blijvende verschillen tussen gemeenten \(afronding, kosten, Z-route\); prijzen en regels liggen vast/);
    assert.match(await page.locator("#waaiers").innerText(), /\d+ cijfers met een bereik; regels en wat geen bereik heeft liggen vast/);
    const shares = page.locator("#waaiers .grafiek").last();
    assert.ok(await shares.locator(".deel-mensen").count() > 3);
    const rows = await shares.locator(".cijfers table").first().locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
    for (const row of rows.filter((one) => one[5] !== "\u2013")) {
      const [people, rest] = row.slice(5).map((share) => Number(share.replace(",", ".").replace("%", "")));
      assert.ok(Math.abs(people + rest - 100) < 0.11, `${row}`);
    }
  });
});

for (const [colorScheme, width, lang] of [["light", 360, "nl"], ["dark", 360, "en"], ["light", 1440, "en"], ["dark", 1440, "nl"]]) {
  test(`with all questions axe finds nothing and nothing is wider than the screen: ${colorScheme}, ${width} px, ${lang}`, async () => {
    const page = lang === "nl" ? asked : report("vragen-en", ["wi2021", "oud-ritme"], "40", "--aannames", "--varieer", "betaalritme.1.totaal:1>3", "--lang", "en");
    await visit(page, { colorScheme, viewport: { width, height: 900 } }, async (own) => {
      await own.locator("details.cijfers").evaluateAll((folds) => folds.forEach((fold) => { fold.open = true; }));
      const session = await own.context().newCDPSession(own);
      await session.send("Runtime.evaluate", { expression: axe });
      const { violations } = await own.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`), []);
      assert.equal(await own.evaluate(() => document.documentElement.scrollWidth), width);
      // No word leaves its drawing.
      const out = await own.locator("#gewichtenlijst svg.svg, #afwegingen svg.svg").evaluateAll((all) => all.flatMap((svg) => {
        const box = svg.getBoundingClientRect();
        return [...svg.querySelectorAll("text")].filter((one) => one.getBoundingClientRect().right > box.right + 1 || one.getBoundingClientRect().left < box.left - 1).map((one) => one.textContent);
      }));
      assert.deepEqual(out, []);
    });
  });
}

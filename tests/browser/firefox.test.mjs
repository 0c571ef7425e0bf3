// The first things that a person does, in the Firefox ESR of Debian: open the page, choose a gemeente, take a chart and
// a table along, turn a figure of the workbench. By WebDriver BiDi, which a stock Firefox speaks.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { folder, program, report, run } from "./browser.mjs";

const executablePath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
if (!existsSync(executablePath)) throw new Error(`${executablePath} is not there; .ci/run installs it`);

const taken = path.join(folder, "firefox");
let browser;
let server;
let root;

before(async () => {
  mkdirSync(taken, { recursive: true });
  browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, timeout: 120000, extraPrefsFirefox: {
    "browser.download.folderList": 2, "browser.download.dir": taken, "browser.download.useDownloadDir": true, "browser.download.alwaysOpenPanel": false } });
  server = spawn(program, ["serve", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  root = await new Promise((done) => { server.stdout.once("data", (line) => done(String(line).trim())); });
});
after(async () => {
  await browser?.close();
  server?.kill("SIGTERM");
});

// Opens a page, waits until all is drawn, and holds it to having had nothing to complain of.
async function visit(address, act) {
  const page = await browser.newPage();
  const wrong = [];
  // It asks for an icon by itself, which the policy refuses.
  const told = (text) => { if (!text.includes("/favicon.ico")) wrong.push(text); };
  page.on("console", (message) => { if (["error", "warn"].includes(message.type())) told(message.text()); });
  page.on("pageerror", (error) => told(String(error)));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.klaar && document.querySelectorAll(".tegel").length > 0, { timeout: 60000 });
  await act(page);
  assert.deepEqual(wrong, []);
  await page.close();
}

const text = (page, selector) => page.$eval(selector, (element) => element.textContent);

// The column of a gemeente, or of the country, in `spuk run`.
function amount(parameters, column) {
  const [head, row] = run("run", ...parameters, "--format", "csv").trim().split("\n").map((line) => line.split(","));
  return row[head.indexOf(column)];
}

// The bytes of the file that a press gives.
async function takenBy(page, selector) {
  const before = new Set(readdirSync(taken));
  await page.$eval(selector, (button) => button.click());
  for (let round = 0; round < 200; round += 1) {
    const fresh = readdirSync(taken).filter((name) => !before.has(name) && !name.endsWith(".part"));
    const bytes = fresh.length ? readFileSync(path.join(taken, fresh[0])) : null;
    if (bytes?.length) return { name: fresh[0], bytes };
    await new Promise((done) => { setTimeout(done, 100); });
  }
  throw new Error(`${selector} gave no file`);
}

test("the page answers, its map is walked, and a gemeente has the amounts of the command line", async () => {
  await visit(report("firefox", ["wi2021", "oud-ritme"]), async (page) => {
    assert.match(await text(page, "#cijfer"), /€.*mln/);
    assert.equal((await page.$$(".tegel")).length, 342);
    await page.click('.tegel[data-code="GM0363"]');
    assert.equal(await text(page, "#gemeente-naam"), "Amsterdam");
    const cents = amount(["oud-ritme", "--gemeente", "GM0363", "--jaar", "2026"], "uitkering_definitief");
    const euros = Math.round(Number(cents)).toLocaleString("nl-NL");
    assert.ok((await text(page, "#gemeenteblad .jaren")).includes(euros), euros);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  });
});

test("a chart is taken along as a picture and a table as a file that Excel in Dutch opens", async () => {
  await visit(report("firefox-mee", ["wi2021", "oud-ritme"]), async (page) => {
    const png = await takenBy(page, "#verschil .meenemen button:nth-of-type(2)");
    assert.match(png.name, /^verschil-per-jaar.*\.png$/);
    assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
    assert.ok(png.bytes.readUInt32BE(16) >= 1920, "as wide as a slide");
    const csv = await takenBy(page, "#verschil .cijfers .meenemen button:nth-of-type(2)");
    assert.deepEqual([...csv.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const [head, row] = csv.bytes.toString("utf8").trim().split("\n");
    assert.equal(head, '"Jaar";"Verschil";"P5";"P95"');
    assert.match(row, /^2024;-?\d+,\d\d;-?\d+;-?\d+$/);
  });
});

test("a figure of the workbench that is turned changes the page, to the cent of the command line", async () => {
  await visit(`${root}?scenario=wi2021`, async (page) => {
    const [turned, value, year] = ["bedragen.2026.gezins_overig", "800", "2026"];
    await page.waitForSelector(`[id="knop-${turned}"]`);
    await page.$eval(`[id="knop-${turned}"]`, (knob, to) => { knob.value = to; knob.dispatchEvent(new Event("input", { bubbles: true })); }, value);
    await page.waitForFunction((wanted) => document.documentElement.dataset.getoond?.includes(encodeURIComponent(`=${wanted}`)), { timeout: 60000 }, value);
    const cents = [[], ["--set", `${turned}=${value}`]].map((set) => Math.round(100 * Number(amount(["wi2021", "--jaar", year, ...set], "uitkering_definitief"))));
    const shown = await page.evaluate((wanted) => {
      const rows = [...document.querySelectorAll("#verschil .cijfers tbody tr")];
      return rows.find((row) => row.cells[0].textContent === wanted).querySelector("data").value;
    }, year);
    assert.equal(Math.round(Number(shown) * 100), cents[1] - cents[0]);
  });
});

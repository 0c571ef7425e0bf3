// The workbench in a real browser: a figure is turned, everything follows, the link is the whole of it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { launch, program, run, text, write, folder } from "./browser.mjs";

const axe = readFileSync(path.join(import.meta.dirname, "node_modules/axe-core/axe.min.js"), "utf8");

let browser;
let server;
let root;

before(async () => {
  browser = await launch();
  write("eigen.toml", '[scenario]\nbasis = "wi2021"\nnaam = "Eigen"\ntot = 2028\n');
  server = spawn(program, ["serve", "--port", "0", "--map", folder], { stdio: ["ignore", "pipe", "inherit"] });
  root = await new Promise((done) => { server.stdout.once("data", (line) => done(String(line).trim())); });
});
after(async () => {
  await browser?.close();
  server?.kill("SIGTERM");
});

// Opens a page and holds it to having had nothing to complain of but what was refused on purpose.
async function visit(address, options, act, refused = []) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type()) && !refused.some((one) => message.text().includes(one))) wrong.push(message.text()); });
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(root)) wrong.push(`asks for ${request.url()}`); });
  try {
    await page.goto(`${root}${address}`);
    await drawn(page);
    await act(page);
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
  }
}

// When what was asked last is drawn.
const drawn = (page) => page.waitForFunction(() => document.documentElement.dataset.klaar && !document.getElementById("bank-stand").textContent.startsWith("Rekent") && document.querySelectorAll(".tegel").length > 0, null, { timeout: 30000 });

async function turn(page, key, value) {
  await page.locator("#bank-zoek").fill(key);
  const before = await page.evaluate(() => location.search);
  await page.locator(`[id="knop-${key}"]`).fill(value);
  await page.waitForFunction((search) => location.search !== search, before);
  await drawn(page);
}

// The amounts of the country per year, in cents, of a column.
function national(...parameters) {
  const [head, ...rows] = run("run", ...parameters, "--format", "csv").trim().split("\n").map((line) => line.split(","));
  const [year, column] = ["jaar", "uitkering_definitief"].map((name) => head.indexOf(name));
  return Object.fromEntries(rows.map((row) => [row[year], Math.round(Number(row[column]) * 100)]));
}

test("a figure that is turned changes the page, to the cent of the command line", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    assert.match(await text(page, "h1"), /Wat betaalt het Rijk/);
    assert.equal(await page.locator("#wijzigingen li").count(), 0);
    await turn(page, "instroom.pad.asielstatushouder.2027", "30000");
    assert.match(await text(page, "h1"), /instroom\.pad\.asielstatushouder\.2027=30000/);
    assert.match(await text(page, "#wijzigingen li"), /instroom\.pad\.asielstatushouder\.2027 van \d+ naar 30000/);
    assert.equal(await page.locator(".knop.anders").count(), 1);
    const [before, now] = [national("wi2021"), national("wi2021", "--set", "instroom.pad.asielstatushouder.2027=30000")];
    const cells = await page.locator("#verschil table tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    assert.equal(cells.length, Object.keys(now).length);
    assert.ok(Object.keys(now).some((year) => now[year] !== before[year]));
    for (const [year, shown] of cells) {
      const euros = Number(shown.replace("\u2212", "-").replace(/[^\d-]/g, ""));
      assert.equal(euros, Math.sign(now[year] - before[year]) * Math.round(Math.abs(now[year] - before[year]) / 100), `${year}: ${shown}`);
    }
    // What is taken along has the bytes of the command line.
    const href = await page.locator("#neem-csv").getAttribute("href");
    const taken = await page.evaluate(async (address) => (await fetch(address)).text(), href);
    assert.equal(taken, run("compare", "wi2021", "wi2021", "--set-b", "instroom.pad.asielstatushouder.2027=30000", "--level", "gemeente", "--format", "csv"));
    assert.equal(await text(page, "#opdracht"), "spuk report wi2021 wi2021 --set-b instroom.pad.asielstatushouder.2027=30000 --out rapport");
  });
});

test("what is done can be undone, done again and sent to a colleague", async () => {
  let sent;
  await visit("?scenario=wi2021", {}, async (page) => {
    await turn(page, "instroom.pad.asielstatushouder.2027", "30000");
    await turn(page, "index.2028", "0.05");
    const figure = await text(page, "#cijfer");
    assert.equal(await page.locator("#wijzigingen li").count(), 2);
    await page.locator("#ongedaan").click();
    await page.waitForFunction(() => document.querySelectorAll("#wijzigingen li").length === 1);
    await drawn(page);
    assert.notEqual(await text(page, "#cijfer"), figure);
    await page.locator("#opnieuw").click();
    await page.waitForFunction(() => document.querySelectorAll("#wijzigingen li").length === 2);
    await drawn(page);
    assert.equal(await text(page, "#cijfer"), figure);
    // A choice on the page stays with the link and with what is drawn after it.
    await page.locator("#jaarschuif").fill("4");
    await page.locator("#wijzigingen .terug").first().click();
    await page.waitForFunction(() => document.querySelectorAll("#wijzigingen li").length === 1);
    await drawn(page);
    assert.equal(await text(page, "#kaart-jaar"), "2027");
    sent = { address: page.url().slice(root.length), figure: await text(page, "#cijfer"), title: await text(page, "h1") };
  });
  await visit(sent.address, {}, async (page) => {
    assert.deepEqual({ ...sent, figure: await text(page, "#cijfer"), title: await text(page, "h1") }, sent);
    assert.equal(await text(page, "#kaart-jaar"), "2027");
    await page.locator("#alles-terug").click();
    await page.waitForFunction(() => document.querySelectorAll("#wijzigingen li").length === 0);
    await drawn(page);
    assert.match(await text(page, "h1"), /Wat betaalt het Rijk/);
  });
});

test("what cannot be is said at the knob, in the words of the command line", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    await page.locator("#bank-zoek").fill("prestatie.aandeel");
    const knob = page.locator('[id="knop-prestatie.aandeel"]');
    await knob.fill("7");
    const wrong = page.locator('[id="fout-prestatie.aandeel"]');
    await wrong.waitFor();
    let said = "";
    try {
      run("run", "wi2021", "--set", "prestatie.aandeel=7");
    } catch (error) {
      said = String(error.stderr);
    }
    const message = (await wrong.innerText()).split("; ")[0];
    assert.ok(said.includes(message), `${said} has ${message}`);
    assert.equal(await knob.getAttribute("aria-invalid"), "true");
    assert.match(await text(page, "h1"), /Wat betaalt het Rijk/);
    await knob.fill("0.2");
    await wrong.waitFor({ state: "hidden" });
    await drawn(page);
    assert.match(await text(page, "h1"), /prestatie\.aandeel=0\.2/);
  }, ["400"]);
});

test("draws follow by themselves, and a scenario of one's own is one", async () => {
  await visit("?scenario=eigen.toml", {}, async (page) => {
    await page.waitForFunction(() => document.getElementById("bank-stand").textContent.includes("met onzekerheid"), null, { timeout: 60000 });
    assert.match(await text(page, "#verschil"), /trekkingen/);
    await page.locator("#bank-naast").selectOption("oud-ritme").catch(() => {});
  });
});

for (const width of [360, 1400, 2560]) {
  test(`nothing is wider than the screen and axe finds nothing: ${width} px`, async () => {
    await visit("?scenario=wi2021&lang=en", { viewport: { width, height: 900 } }, async (page) => {
      const fold = page.locator("#bank-vouw");
      if (!(await fold.evaluate((one) => one.open))) await page.locator("#bank-vouw > summary").click();
      await page.locator("#bank-zoek").fill("korting");
      await page.locator('[id="knop-korting.0.percentage"]').focus();
      await page.keyboard.press("ArrowUp");
      await page.waitForFunction(() => document.querySelectorAll("#wijzigingen li").length === 1);
      await page.waitForFunction(() => document.documentElement.dataset.getoond?.includes("korting"), null, { timeout: 30000 });
      assert.equal(await page.evaluate(() => document.activeElement.id), "knop-korting.0.percentage");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "it scrolls sideways");
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document.querySelector(".werkbank")));
      assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    });
  });
}

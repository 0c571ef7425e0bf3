// The workbench in a real browser, for the tests that turn it: a server of their own, and what a visitor does.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before } from "node:test";
import { folder, launch, program, run } from "./browser.mjs";

const axe = readFileSync(path.join(import.meta.dirname, "node_modules/axe-core/axe.min.js"), "utf8");

// Starts a server; gives its address and what stops it.
async function serve(...options) {
  const server = spawn(program, ["serve", "--port", "0", "--map", folder, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const root = await new Promise((done) => { server.stdout.once("data", (line) => done(String(line).trim())); });
  return { root, stop: () => server.kill("SIGTERM") };
}

// A browser and a server for the tests of a file, `first` before the server begins; gives what opens an address of it.
export function workbench(first = () => {}) {
  let browser;
  let server;
  before(async () => {
    browser = await launch();
    first();
    server = await serve();
  });
  after(async () => {
    await browser?.close();
    server?.stop();
  });
  return (address, options, act, refused) => visitBench(browser, server.root, address, options, act, refused);
}

// The address that the pages of a server begin with.
export const rootOf = (page) => new URL("/", page.url()).href;

// When what was asked last is drawn.
export const drawn = (page) => page.waitForFunction(() => document.documentElement.dataset.klaar && !document.getElementById("bank-stand").textContent.match(/^(Rekent|Working)/) && document.querySelectorAll(".tegel").length > 0, null, { timeout: 60000 });

// Opens a page and holds it to having had nothing to complain of but what was refused on purpose.
async function visitBench(browser, root, address, options, act, refused = []) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  const wrong = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type()) && !refused.some((one) => message.text().includes(one))) wrong.push(message.text()); });
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(root) && !/^(blob|data):/.test(request.url())) wrong.push(`asks for ${request.url()}`); });
  try {
    await page.goto(`${root}${address}`);
    await drawn(page);
    await act(page);
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
  }
}

// Brings a knob into sight and types what comes to a value.
export async function turn(page, key, typed, value = typed) {
  await page.locator("#bank-zoek").fill(key);
  const before = await page.evaluate(() => location.search);
  await page.locator(`[id="knop-${key}"]`).fill(typed);
  await page.waitForFunction((search) => location.search !== search, before);
  await page.waitForFunction((setting) => document.documentElement.dataset.getoond?.includes(setting), new URLSearchParams([["a", `${key}=${value}`]]).toString().slice(2), { timeout: 60000 });
  await drawn(page);
}

// The amounts of the country per year, in cents, of a column of `spuk run`.
export function national(column, ...parameters) {
  const [head, ...rows] = run("run", ...parameters, "--format", "csv").trim().split("\n").map((line) => line.replaceAll('"', "").split(","));
  const [year, own] = ["jaar", column].map((name) => head.indexOf(name));
  return Object.fromEntries(rows.map((row) => [row[year], Math.round(Number(row[own]) * 100)]));
}

// Whole euros as the page rounds cents.
export const wholeEuros = (cents) => Math.sign(cents) * Math.round(Math.abs(cents) / 100);

// The amount that stands in a cell.
export const amountIn = (text) => Number(text.replace("\u2212", "-").replace(/[^\d-]/g, ""));

// Holds a page to what axe knows of accessibility, and to the width of its screen. With `beside`, what lies beside the
// charts and tables is held, on a page of which those were held before and are left out: they have most of the elements,
// and axe looks at each of them.
export async function holdAccessible(page, state, beside = "") {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${state}: it scrolls sideways`);
  await page.evaluate(axe);
  // Hidden, it keeps its place, so that nothing moves under the pointer.
  const charts = (visibility) => page.locator("main > section:not(#antwoord)").evaluateAll((parts, now) => parts.forEach(({ style }) => { style.visibility = now; }), visibility);
  if (beside) await charts("hidden");
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  if (beside) await charts("");
  assert.deepEqual(found.violations.map(({ id, nodes }) => `${state}: ${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(" | ")}`), []);
}

export const amounts = (page, selector) => page.locator(selector).evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

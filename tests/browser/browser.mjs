// The browser, the program and the pages that the tests share.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = path.resolve(import.meta.dirname, "../..");
export const program = process.env.SPUK ?? path.join(root, "target/debug/spuk");
export const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
for (const needed of [program, executablePath]) {
  if (!existsSync(needed)) throw new Error(`${needed} is not there; .ci/run builds and installs it`);
}

export const folder = mkdtempSync(path.join(tmpdir(), "spuk-browser-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

// Makes a report and gives the address of its page.
export function report(name, scenarios, draws = "40", ...options) {
  const out = path.join(folder, name);
  execFileSync(program, ["report", ...scenarios, "--out", out, "--draws", draws, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  return pathToFileURL(path.join(out, "rapport.html")).href;
}

export function write(name, text) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

export const run = (...parameters) => execFileSync(program, parameters, { encoding: "utf8", maxBuffer: 1 << 28 });

export const launch = () => chromium.launch({
  executablePath,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    // Lists below the address bar: each window starts them as pages of their own, beside the page that is timed.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup"],
});

// Opens a page with the network cut; what it complains of or asks for is kept in `wrong`.
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrong.push(message.text()); });
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("request", (request) => { if (!/^(file|blob|data):/.test(request.url())) wrong.push(`asks for ${request.url()}`); });
  page.on("dialog", (dialog) => { wrong.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.klaar, null, { timeout: 20000 });
  return { page, wrong, close: () => context.close() };
}

// Opens a page, does something with it, and holds it to having had nothing to complain of.
export async function visitWith(browser, address, options, act) {
  const { page, wrong, close } = await open(browser, address, options);
  try {
    await act(page);
    assert.deepEqual(wrong, []);
  } finally {
    await close();
  }
}

export const text = (page, selector) => page.locator(selector).first().innerText();

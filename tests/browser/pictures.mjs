// Makes the pictures of the handbook and the README from the program itself:
//     node tests/browser/pictures.mjs FOLDER
// Each is a part of a page that the program wrote or serves, as a reader has it on screen.

import { spawn } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { folder, launch, program, report } from "./browser.mjs";

const target = process.argv[2];
if (!target) throw new Error("node pictures.mjs FOLDER");
mkdirSync(target, { recursive: true });

const DRAWS = "200";
// The scenarios of a report, and what is taken of its page.
const REPORTS = [
  { scenarios: ["oud-ritme", "wi2021"], parts: { pagina: "#antwoord", ritme: "#ritmes figure", zekerheid: "#waaiers figure" } },
  { scenarios: ["zonder-prestatie", "wi2021"], parts: { uiteen: "#trechter figure" } },
  { scenarios: ["wi2021", "korting-2028"], parts: { korting: "#verschil", kaart: "#kaarten" } },
];
const SIZE = { width: 1280, height: 860 };

async function take(page, selector, name) {
  const file = path.join(target, `${name}.png`);
  await page.locator(selector).first().screenshot({ path: file, animations: "disabled" });
  if (statSync(file).size < 4000) throw new Error(`${file} is empty`);
  console.log(file);
}

const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.klaar, null, { timeout: 60000 });

async function opened(browser, address) {
  const context = await browser.newContext({ viewport: SIZE, reducedMotion: "reduce", locale: "nl-NL" });
  const page = await context.newPage();
  await page.goto(address);
  await ready(page);
  // What stays on screen while one scrolls would lie across a part that is taller.
  await page.evaluate(() => { for (const one of document.querySelectorAll("header, nav")) one.style.position = "static"; });
  return page;
}

const browser = await launch();
let server;
try {
  for (const { scenarios, parts } of REPORTS) {
    const page = await opened(browser, report(scenarios.join("-"), scenarios, DRAWS));
    for (const [name, selector] of Object.entries(parts)) await take(page, selector, name);
    await page.context().close();
  }
  server = spawn(program, ["serve", "--port", "0", "--map", folder], { stdio: ["ignore", "pipe", "inherit"] });
  const root = await new Promise((done) => { server.stdout.once("data", (line) => done(String(line).trim())); });
  const page = await opened(browser, `${root}?scenario=wi2021&set-b=index.2027%3D0.03`);
  await page.waitForFunction(() => document.querySelectorAll("#wijzigingen li").length > 0 && document.querySelectorAll(".tegel").length > 0, null, { timeout: 60000 });
  await page.evaluate(() => scrollTo(0, 0));
  const file = path.join(target, "werkbank.png");
  await page.screenshot({ path: file, animations: "disabled" });
  console.log(file);
} finally {
  await browser.close();
  server?.kill("SIGTERM");
}

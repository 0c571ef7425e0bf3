// Makes the pictures of the handbook and the README from the program itself:
//     node tests/browser/pictures.mjs FOLDER
// Each is a part of a page that the program wrote or serves, as a reader has it on screen.

import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { folder, launch, program, report } from "./browser.mjs";
import { packed } from "./png.mjs";

const target = process.argv[2];
if (!target) throw new Error("node pictures.mjs FOLDER");
mkdirSync(target, { recursive: true });

const DRAWS = "200";
// The draws that the workbench ends on, as its page says them.
const ALL_DRAWS = "1.000 trekkingen";
// The head of an answer with its chart, and not all that is said below it.
const ANSWER = "#vraag, #vooraf, #cijfer, #zin, #feiten > :nth-child(-n+2), #verschil figure";
// What is taken of the pages of reports.
const REPORTS = [
  { scenarios: ["oud-ritme", "wi2021"], pictures: { pagina: { of: ANSWER }, ritme: { of: "#ritmes figure" } } },
  { scenarios: ["wi2021"], pictures: { zekerheid: { of: '#waaiers figure:has(h3:text-is("Definitieve uitkering"))' } } },
  { scenarios: ["zonder-prestatie", "wi2021"], pictures: { uiteen: { of: "#trechter figure" } } },
  { scenarios: ["wi2021", "korting-2028"], pictures: { korting: { of: "#verschil figure" } } },
];
// What is taken of the workbench: in which state, and what is done there first.
const KNOBS = { of: "#bank-vast, #knoppen", within: ".werkbank", air: 6 };
const BENCH = [
  { state: "?scenario=wi2021&set-b=index.2027%3D0.03", pictures: { werkbank: { of: `.kop, .wijzer, .werkbank, .bank-vragen, ${ANSWER}`, high: 800 } } },
  { state: "?scenario=wi2021#gemeente&jaar=2026&gemeente=GM0297", pictures: { budgetten: { of: '#gemeenteblad figure:has(h3:text-matches("^Waaruit de uitkering"))' } } },
  { state: "?scenario=wi2021&set-b=index.2028%3D0.03", first: (page) => search(page, "index"), pictures: { index: KNOBS } },
  { state: "?scenario=wi2021#gemeente&jaar=2026&gemeente=GM0297", first: openCohort, pictures: { telling: { of: "#telling" } } },
  { state: "?scenario=wi2021&set-b=reservering.maximum%3D0.1&set-b=reservering.vanaf%3D2025&paneel=naast&vraag=veld%3Dterugvordering&pin=naam%3DZoals%2Bhet%2Bis%26scenario%3Dwi2021",
    first: (page) => page.locator(".naast-tabel").waitFor(), pictures: { reserve: { of: "#lade" } } },
  { state: "?scenario=wi2021&set-b=kosten.leerroute.B1.bedrag%3D10000", first: (page) => search(page, "kosten leerroute bedrag"), pictures: { kosten: KNOBS } },
  { state: "?scenario=wi2021&set-b=onderwijsroute.tot%3D2031", first: (page) => search(page, "onderwijsroute tot"), pictures: { onderwijsroute: KNOBS } },
  { state: "?scenario=wi2021&paneel=telt&vraag=jaar%3D2028", first: (page) => page.locator(".telt-tabel").first().waitFor(), pictures: { telt: { of: ".telt-inhoud figure" } } },
  { state: "?scenario=korting-2028&paneel=nodig&vraag=relatie%3D%253D%26bedrag%3D330%26jaar%3D2028%26varieer%3Dkorting.1.percentage",
    first: (page) => page.locator(".nodig-inhoud table").waitFor(), pictures: { nodig: { of: "#lade" } } },
];
// A report as wide as is legible on a page of the handbook, the workbench as a laptop has it; and so high that nothing
// that is taken has to be scrolled.
const REPORT = { width: 1280, height: 1600 };
const SCREEN = { width: 1440, height: 1600 };
// Around what is taken, so that no letter stands at the very edge; and the bytes that a picture can have.
const MARGIN = 16;
const [LEAST, MOST] = [4_000, 150_000];

const search = (page, words) => page.locator("#bank-zoek").fill(words);

// Opens in the tree of an amount how many people of a cohort are counted.
async function openCohort(page) {
  await page.locator("#gemeente .uitleg").scrollIntoViewIfNeeded();
  const fold = page.locator("#gemeente .boom details").filter({ has: page.locator(":scope > summary .boomnaam", { hasText: /^asielstatushouders van cohort 2026$/ }) });
  await fold.last().locator(":scope > summary").click();
  await fold.last().evaluate((one) => { one.closest("li").id = "telling"; });
}

// Takes what a selector finds first, or all of what several find, with some air around it and nothing of what stands
// beside it; `within` a frame, that frame as it is.
async function take(page, { of, within, air = MARGIN, high = Infinity }, name) {
  const found = of.includes(", ") ? page.locator(of) : page.locator(of).first();
  await found.first().waitFor();
  await found.evaluateAll((all) => { for (const one of all) one.dataset.beeld = ""; });
  const clip = await page.evaluate(([frame, margin, most]) => {
    const parts = [...document.querySelectorAll("[data-beeld]")];
    // A part that was out of sight is laid out once it is in sight.
    parts[0].scrollIntoView();
    const edge = (frame ? document.querySelector(frame) : document.documentElement).getBoundingClientRect();
    const boxes = parts.map((one) => one.getBoundingClientRect());
    const [left, top] = ["left", "top"].map((key) => Math.max(0, edge[key], Math.min(...boxes.map((box) => box[key])) - margin));
    const [right, bottom] = ["right", "bottom"].map((key) => Math.min(edge[key], Math.max(...boxes.map((box) => box[key])) + margin));
    document.body.style.visibility = "hidden";
    for (const one of frame ? [document.querySelector(frame)] : parts) one.style.visibility = "visible";
    for (const one of parts) delete one.dataset.beeld;
    return { x: left, y: top, width: right - left, height: Math.min(bottom - top, most) };
  }, [within ?? null, air, high]);
  if (clip.y + clip.height > page.viewportSize().height) throw new Error(`${name} is higher than the screen: ${clip.y} and ${clip.height}`);
  const picture = packed(await page.screenshot({ clip, animations: "disabled" }), air);
  await page.evaluate(() => { for (const one of document.querySelectorAll("[style*=visibility]")) one.style.visibility = ""; });
  const file = path.join(target, `${name}.png`);
  if (picture.length < LEAST || picture.length > MOST) throw new Error(`${file} has ${picture.length} bytes, which is not between ${LEAST} and ${MOST}`);
  writeFileSync(file, picture);
  console.log(`${file}: ${picture.length} bytes`);
}

const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.klaar, null, { timeout: 60000 });
// The workbench shows a projection first, then some of the draws, and then all of them.
const drawnWhole = (page) => page.waitForFunction((all) => document.getElementById("bank-stand").textContent.includes("met onzekerheid")
  && document.getElementById("verschil").textContent.includes(all), ALL_DRAWS, { timeout: 120000 });

async function opened(browser, address, viewport) {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce", colorScheme: "light", locale: "nl-NL" });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  await page.goto(address);
  await ready(page);
  // What stays on screen while one scrolls would lie across a part that is taller.
  await page.evaluate(() => { for (const one of document.querySelectorAll("header, nav")) one.style.position = "static"; });
  return page;
}

async function takeAll(page, pictures) {
  for (const [name, part] of Object.entries(pictures)) await take(page, part, name);
  await page.context().close();
}

const browser = await launch();
let server;
try {
  for (const { scenarios, pictures } of REPORTS) {
    await takeAll(await opened(browser, report(scenarios.join("-"), scenarios, DRAWS), REPORT), pictures);
  }
  server = spawn(program, ["serve", "--port", "0", "--map", folder], { stdio: ["ignore", "pipe", "inherit"] });
  const root = await new Promise((done) => { server.stdout.once("data", (line) => done(String(line).trim())); });
  for (const { state, first, pictures } of BENCH) {
    const page = await opened(browser, `${root}${state}`, SCREEN);
    await drawnWhole(page);
    await first?.(page);
    await takeAll(page, pictures);
  }
} finally {
  await browser.close();
  server?.kill("SIGTERM");
}

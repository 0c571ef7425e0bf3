// The workbench for everyone: axe without findings in every state, the keyboard alone, every width, both languages,
// dark, print, and without motion.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, holdAccessible, workbench } from "./bench.mjs";
import { text } from "./browser.mjs";

const visit = workbench();
const pins = ["Een", "Twee"].map((name, index) => `&pin=${encodeURIComponent(`naam=${name}&scenario=${["wi2021", "oud-ritme"][index]}`)}`).join("");

async function openKnobs(page, word) {
  if (!(await page.locator("#bank-vouw").evaluate((one) => one.open))) await page.locator("#bank-vouw > summary").click();
  await page.locator("#bank-zoek").fill(word);
}

for (const [width, lang, colorScheme] of [[360, "en", "light"], [768, "nl", "dark"], [1440, "nl", "light"], [2560, "en", "dark"]]) {
  test(`axe finds nothing and nothing is wider than the screen: ${width} px, ${lang}, ${colorScheme}`, async () => {
    await visit(`?scenario=wi2021&set-b=index.2028%3D0.05&lang=${lang}${pins}`, { viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" }, async (page) => {
      await holdAccessible(page, "first screen");
      await openKnobs(page, "korting");
      const knob = page.locator('[id="knop-korting.0.percentage"]');
      await knob.focus();
      await page.locator('.knop:has([id="knop-korting.0.percentage"]) .schuif-aan').click();
      await page.locator("[data-tabel=korting] .erbij").click();
      await holdAccessible(page, "a list with a line more, a slider", "beside");
      await page.locator("#bank-zoek").fill("instroom");
      const point = page.locator("circle[data-key='instroom.pad.asielstatushouder.2027']");
      await point.scrollIntoViewIfNeeded();
      const box = await point.boundingBox();
      await page.mouse.move(box.x + 5, box.y + 5);
      await page.mouse.down();
      await page.mouse.move(box.x + 5, box.y - 5);
      await holdAccessible(page, "dragging", "beside");
      await page.mouse.up();
      for (const name of ["naast", "telt", "nodig", "alles", "tellingen"]) {
        await page.locator(`#paneel-${name}`).click();
        await page.locator("#lade-kop").waitFor();
        if (name === "naast") {
          await page.locator(".naast-tabel").waitFor();
          await page.locator(".naast-tabel .pindoen button").nth(4).click();
          await page.locator(".erover .kader").waitFor();
        }
        if (name === "telt" && width === 1440) await page.locator(".telt-tabel").first().waitFor({ timeout: 120000 });
        // What is laid over stands in the charts.
        await holdAccessible(page, name, name === "naast" ? "" : "beside");
      }
      await page.locator("#zaal-aan").click();
      await page.locator("#zaal").waitFor();
      await holdAccessible(page, "the hall");
    }, ["409"]);
  });
}

test("an error is accessible, at the knob and above all", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    await openKnobs(page, "prestatie.aandeel");
    await page.locator('[id="knop-prestatie.aandeel"]').fill("700");
    await page.locator('[id="fout-prestatie.aandeel"]').waitFor();
    assert.equal(await page.locator('[id="knop-prestatie.aandeel"]').getAttribute("aria-describedby"), "fout-prestatie.aandeel");
    await holdAccessible(page, "an error at a knob");
  }, ["400"]);
  await visit("?scenario=wi2021", {}, async (page) => {
    await openKnobs(page, "");
    await page.locator(".groep[data-groep=overig] > summary").click();
    await page.locator(".anders-sleutel > summary").click();
    await page.locator("#andere-sleutel").fill("index.2O28");
    await page.locator("#andere-waarde").fill("0.05");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !document.getElementById("bank-fout").hidden);
    assert.match(await text(page, "#bank-fout"), /index\.2O28|2O28/);
    await holdAccessible(page, "an error above all");
  }, ["400"]);
});

test("the keyboard alone: find, turn, set back, pin, step through the hall and leave it", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    const settings = () => page.evaluate(() => new URLSearchParams(location.search).getAll("set-b"));
    // Tab leads into the panel.
    for (let round = 0; round < 30 && !(await page.evaluate(() => document.activeElement.id === "bank-zoek")); round += 1) await page.keyboard.press("Tab");
    await page.keyboard.type("prestatie.aandeel");
    for (let round = 0; round < 12 && !(await page.evaluate(() => document.activeElement.id === "knop-prestatie.aandeel")); round += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Shift+ArrowUp");
    assert.deepEqual(await settings(), ["prestatie.aandeel=0.21"]);
    // What else a knob can do comes with the focus: a slider, the star, the way back.
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.className), /schuif-aan/);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-pressed")), "true");
    await drawn(page);
    // A panel takes the focus to its head, and Escape gives it back.
    await page.locator("#paneel-naast").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "lade-kop");
    await page.locator("#pin-naam").focus();
    await page.keyboard.type("Hoog");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => new URLSearchParams(location.search).getAll("pin").length === 1);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.id), "paneel-naast");
    await page.locator("#alles-terug").focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await settings(), []);
    await page.locator("#zaal-aan").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.id === "zaal-uit");
    assert.equal(await page.locator(".zaalknop").count(), 1);
    await page.keyboard.press("ArrowRight");
    assert.deepEqual(await settings(), ["prestatie.aandeel=0.21"]);
    await page.waitForFunction(() => document.querySelector("#zaal [aria-current]")?.textContent === "1. Hoog");
    await page.waitForFunction(() => /: Hoog/.test(document.querySelector("h1").textContent), null, { timeout: 60000 });
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement.id === "zaal-aan");
  });
});

test("what stays above the knobs takes the keys without the knobs scrolling away under it", async () => {
  await visit("?scenario=wi2021&set-b=index.2028%3D0.05", {}, async (page) => {
    await openKnobs(page, "");
    await page.locator(".groep > summary").evaluateAll((all) => all.forEach((one) => one.click()));
    const top = () => page.evaluate(() => document.querySelector(".werkbank").scrollTop);
    await page.evaluate(() => { document.querySelector(".werkbank").scrollTop = 1500; });
    const before = await top();
    assert.ok(before > 1000, `${before}`);
    await page.locator("#alles-terug").focus();
    await page.keyboard.press("Shift+Tab");
    assert.equal(await page.evaluate(() => document.activeElement.closest(".bank-vast") !== null), true);
    assert.equal(await top(), before);
  });
});

test("what changed is marked for a second where one looks, and not where motion is not wanted", async () => {
  for (const [reducedMotion, marks] of [["no-preference", true], ["reduce", false]]) {
    await visit("?scenario=wi2021&set-b=index.2028%3D0.05", { reducedMotion }, async (page) => {
      await openKnobs(page, "index");
      await page.locator("[id='knop-index.2028']").fill("6");
      await page.waitForFunction(() => document.documentElement.dataset.getoond?.includes("0.06"), null, { timeout: 60000 });
      assert.equal(await page.locator("#cijfer.net-anders").count() === 1, marks);
    });
  }
});

test("print has the answer and the one page of the scenario, and nothing to press", async () => {
  await visit("?scenario=wi2021&set-b=index.2028%3D0.05&paneel=alles", {}, async (page) => {
    await page.locator(".alles-tabel").waitFor();
    await page.emulateMedia({ media: "print" });
    for (const gone of [".werkbank", "#bank-panelen", ".lade-kop button"]) assert.equal(await page.locator(gone).isVisible(), false, gone);
    for (const there of ["#lade-kop", ".alles-tabel", "#cijfer"]) assert.equal(await page.locator(there).isVisible(), true, there);
  });
});

// The panels of the workbench and the presenter's view, held to what the register of columns says and to what a
// visitor can press.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { amountIn, serve, visitBench, wholeEuros } from "./bench.mjs";
import { launch, run, text } from "./browser.mjs";

let browser;
let server;

before(async () => {
  browser = await launch();
  server = await serve();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

const visit = (address, options, act, refused) => visitBench(browser, server.root, address, options, act, refused);
const pin = (name, scenario, ...settings) => `pin=${encodeURIComponent(new URLSearchParams([["naam", name], ["scenario", scenario], ...settings.map((one) => ["set-b", one])]).toString())}`;

for (const [width, height] of [[1440, 900], [1920, 1080], [390, 844]]) {
  test(`the bar of the hall lies above the page: ${width} x ${height}`, async () => {
    await visit(`?scenario=oud-ritme&set-b=prestatie.aandeel%3D0.3&zaal=&toon=prestatie.aandeel&toon=index.2028&${pin("Een", "wi2021")}&${pin("Twee", "oud-ritme")}`, { viewport: { width, height } }, async (page) => {
      await page.locator("#zaal-uit").waitFor();
      for (const end of [false, true]) {
        await page.evaluate((down) => window.scrollTo(0, down ? document.documentElement.scrollHeight : 0), end);
        const covered = await page.evaluate(() => [...document.querySelectorAll("#zaal button")].map((button) => {
          button.scrollIntoView({ block: "nearest" });
          const { x, y, width: wide, height: high } = button.getBoundingClientRect();
          const there = document.elementFromPoint(x + wide / 2, y + high / 2);
          return button.contains(there) ? null : `${button.textContent}: ${there?.outerHTML.slice(0, 80)}`;
        }).filter(Boolean));
        assert.deepEqual(covered, []);
      }
      // What the page ends on is not below the bar.
      const [last, bar] = await page.evaluate(() => ["#verschil", "#zaal"].map((name) => document.querySelector(name).getBoundingClientRect()));
      assert.ok(last.bottom <= bar.top, `${last.bottom} lies above ${bar.top}`);
    });
  });
}

test("what matters most is drawn as wide as its panel, opened by address and by click, and again for another width", async () => {
  const drawnWidth = async (page) => {
    await page.locator(".telt-tabel").waitFor({ timeout: 120000 });
    return page.evaluate(() => [Math.max(...[...document.querySelectorAll(".tornado svg")].map((one) => one.getBoundingClientRect().width)), document.getElementById("lade").clientWidth]);
  };
  await visit("?scenario=wi2021&paneel=telt&vraag=veld%3Dkosten%26jaar%3D2027", {}, async (page) => {
    const [width, panel] = await drawnWidth(page);
    assert.equal(width, Math.min(panel, 980));
  });
  await visit("?scenario=wi2021", {}, async (page) => {
    await page.locator("#paneel-telt").click();
    const [width, panel] = await drawnWidth(page);
    assert.equal(width, Math.min(panel, 980));
    await page.setViewportSize({ width: 700, height: 900 });
    await page.waitForFunction(() => Math.max(...[...document.querySelectorAll(".tornado svg")].map((one) => one.getBoundingClientRect().width)) === document.getElementById("lade").clientWidth);
  });
});

test("beside each other: what is carried on has no sum over years, and what is worse does not look better", async () => {
  const columns = new Map(JSON.parse(run("columns", "--format", "json")).kolommen.map((one) => [one.kolom, one]));
  await visit(`?scenario=oud-ritme&paneel=naast&${pin("Recht", "wi2021")}&${pin("Duur", "wi2021", "kosten.begeleiding.bedrag=4300")}`, {}, async (page) => {
    await page.locator(".naast-tabel").waitFor();
    const offered = await page.locator("#lade select").first().locator("option").evaluateAll((all) => all.map((one) => one.value));
    assert.ok(offered.some((one) => columns.get(one).soort === "stand") && offered.some((one) => columns.get(one).soort === "stroom"));
    const kinds = new Set();
    for (const field of offered) {
      await page.locator("#lade select").first().selectOption(field);
      const { soort, meer_is: more } = columns.get(field);
      await page.waitForFunction((has) => (document.querySelector(".naast-tabel .samen") !== null) === has, soort === "stroom");
      const table = await page.locator(".naast-tabel tbody tr:not(.samen)").evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("td")].map((cell) => [cell.querySelector("span")?.textContent ?? cell.textContent, cell.querySelector("small")?.className ?? null])));
      for (const [[first], ...others] of table) {
        for (const [amount, marked] of others) {
          if (marked === null) continue;
          const rises = amountIn(amount) > amountIn(first);
          const wanted = more === "geen van beide" ? "" : (more === "winst") === rises ? "gunstig" : "ongunstig";
          assert.equal(marked, wanted, `${field}: ${first}, ${amount}`);
          kinds.add(wanted);
        }
      }
    }
    assert.deepEqual([...kinds].sort(), ["", "gunstig", "ongunstig"]);
  });
  // What matters to a balance is told of the end of the last year.
  await visit("?scenario=wi2021&paneel=telt&vraag=veld%3Dtekort", {}, async (page) => {
    await page.locator(".telt-tabel").waitFor({ timeout: 120000 });
    const last = JSON.parse(run("run", "wi2021", "--format", "json")).regels.at(-1);
    assert.match(await text(page, ".telt-inhoud p"), new RegExp(`eind van ${last.jaar}`));
    assert.equal(await page.locator("#lade select").nth(1).locator("option").first().textContent(), `eind van ${last.jaar}`);
    assert.ok(wholeEuros(Math.round(last.tekort * 100)) > 0);
  });
});

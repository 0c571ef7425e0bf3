// What a reader chooses and finds: the address, the menu, the map, the values in a chart, the first screen.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, report, run, text, visitWith } from "./browser.mjs";

let browser;
let three;
let one;

before(async () => {
  browser = await launch();
  three = report("keuzes", ["wi2021", "oud-ritme", "zonder-prestatie"], "100");
  one = report("keuze-een", ["wi2021"], "40");
});
after(() => browser?.close());

const visit = (...parameters) => visitWith(browser, ...parameters);
const hash = (page) => page.evaluate(() => location.hash);

test("the address keeps what was chosen, and opens it again", async () => {
  let kept;
  await visit(three, {}, async (page) => {
    assert.equal(await hash(page), "");
    await page.locator("#keuze select").selectOption({ label: "Zonder prestatiebekostiging" });
    await page.locator("#kaarten select").selectOption("uitkering");
    await page.locator("#jaarschuif").fill("4");
    await page.locator('.tegel[data-code="GM0014"]').click();
    kept = page.url();
    assert.equal(await hash(page), "#alternatief=zonder-prestatiebekostiging&maat=uitkering&jaar=2027&gemeente=GM0014");
    // A link of the menu adds where to, and takes nothing away.
    await page.locator('.wijzer a[href="#waarom"]').click();
    await page.waitForFunction(() => location.hash.startsWith("#waarom&alternatief="));
    await page.goBack();
  });
  await visit(kept, {}, async (page) => {
    assert.match(await text(page, "h1"), /Zonder prestatiebekostiging/);
    assert.equal(await page.locator("#kaarten select").inputValue(), "uitkering");
    assert.equal(await text(page, "#kaart-jaar"), "2027");
    assert.equal(await text(page, "#gemeente-naam"), "Groningen");
    assert.equal(await page.locator("#adres").isVisible(), false);
    await page.evaluate(() => { location.hash = "#maat=verschil"; });
    await page.waitForFunction(() => document.querySelector("#kaart-jaar").textContent.includes("2031"));
    assert.match(await text(page, "h1"), /Oud betaalritme/);
  });
  await visit(`${three}#tabel&jaar=2026`, {}, async (page) => {
    await page.waitForFunction(() => Math.abs(document.getElementById("tabel").getBoundingClientRect().top) < 60);
    assert.equal(await text(page, "#kaart-jaar"), "2026");
  });
});

test("an address that asks for what is not there is told of", async () => {
  await visit(`${three}#jaar=1999&maat=zon&kleur=rood&alternatief=wi2021`, {}, async (page) => {
    for (const strange of ["jaar=1999", "maat=zon", "kleur=rood", "alternatief=wi2021"]) assert.ok((await text(page, "#adres")).includes(strange), strange);
    assert.equal(await text(page, "#kaart-jaar"), "2024–2031");
  });
});

// Swipes the row to a link and gives its middle, as a hand does; a click of the driver would first scroll the page
// for it, and the row with that.
const middle = (page, id) => page.evaluate((part) => {
  const [row, link] = [document.querySelector(".wijzer .baan"), document.querySelector(`.wijzer a[href="#${part}"]`)];
  // Whole pixels, downwards: a fraction more would put the link before the row.
  row.scrollLeft += Math.floor(link.getBoundingClientRect().left - row.getBoundingClientRect().left);
  const box = link.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}, id);
const reads = (page, id) => page.waitForFunction((part) => document.querySelector(".wijzer a[aria-current]")?.hash === `#${part}`, id);

for (const width of [360, 1280]) {
  test(`the menu stays in view and says what is read: ${width} px`, async () => {
    await visit(three, { viewport: { width, height: 800 } }, async (page) => {
      await page.evaluate(() => scrollTo(0, 4000));
      // The row follows the page, and would take the link from under the hand.
      await page.waitForFunction(() => document.querySelector(".wijzer a[aria-current]"));
      for (const id of ["ritme", "kaart", "groepen", "bronnen"]) {
        await page.mouse.click(...await middle(page, id));
        await reads(page, id);
        const [menu, head, link] = await page.evaluate((part) => [document.querySelector(".wijzer"), document.querySelector(`#${part} h2`), document.querySelector(".wijzer a[aria-current]")].map((one) => one.getBoundingClientRect().toJSON()), id);
        assert.ok(Math.abs(menu.top) < 1, `${id}: the menu is at ${menu.top}`);
        assert.ok(head.top >= menu.bottom, `${id}: the head is covered`);
        assert.ok(link.left >= 0 && link.right <= width, `${id}: its link is at ${link.left}`);
      }
    });
  });
}

test("a link of the menu stays where it is while it is pressed, and while the keys are on it", async () => {
  await visit(three, { viewport: { width: 360, height: 800 } }, async (page) => {
    const left = () => page.evaluate(() => document.querySelector(".wijzer .baan").scrollLeft);
    await page.evaluate(() => document.querySelector("#ritme").scrollIntoView());
    await reads(page, "ritme");
    await page.mouse.move(...await middle(page, "bronnen"));
    await page.mouse.down();
    const pressed = await left();
    // The page moves under the hand.
    await page.evaluate(() => document.querySelector("#kaart").scrollIntoView());
    await reads(page, "kaart");
    assert.equal(await left(), pressed);
    await page.mouse.up();
    await reads(page, "bronnen");

    await page.locator('.wijzer a[href="#bronnen"]').focus();
    await page.keyboard.press("Shift+Tab");
    const focused = await left();
    await page.evaluate(() => document.querySelector("#ritme").scrollIntoView());
    await reads(page, "ritme");
    assert.equal(await left(), focused);
    // Free again, it follows.
    await page.evaluate(() => document.activeElement.blur());
    await page.evaluate(() => document.querySelector("#kaart").scrollIntoView());
    await reads(page, "kaart");
    assert.ok(Math.abs(await left() - focused) > 100);
  });
});

test("the keys go through the menu without the page scrolling away under it", async () => {
  await visit(three, {}, async (page) => {
    await page.evaluate(() => document.querySelector("#kaart").scrollIntoView());
    await reads(page, "kaart");
    const before = await page.evaluate(() => scrollY);
    await page.locator('.wijzer a[href="#zekerheid"]').focus();
    const links = await page.locator(".wijzer a").count();
    for (let link = 1; link < links; link += 1) await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.hash), "#bronnen");
    assert.equal(await page.evaluate(() => scrollY), before);
  });
});

test("a tile leaves the map where it is, and the way to the figures stands beside it", async () => {
  await visit(three, {}, async (page) => {
    await page.locator("#kaart").scrollIntoViewIfNeeded();
    await page.locator('.tegel[data-code="GM0363"]').scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    await page.locator('.tegel[data-code="GM0363"]').click();
    assert.equal(await page.evaluate(() => scrollY), before);
    assert.match(await text(page, "#kaart-keus"), /^Amsterdam: /);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => scrollY), before);
    assert.doesNotMatch(await text(page, "#kaart-keus"), /^Amsterdam: /);
    await page.locator("#kaart-keus button").click();
    await page.waitForFunction(() => Math.abs(document.getElementById("gemeente").getBoundingClientRect().top) < 60);
  });
});

test("the map opens per inhabitant, names the provincies, and its rings are whole", async () => {
  for (const [address, field] of [[three, "verschil_inwoner"], [one, "uitkering_inwoner"]]) {
    await visit(address, {}, async (page) => {
      assert.equal(await page.locator("#kaarten select").inputValue(), field);
      assert.equal(new Set(await page.locator(".provincienaam").allTextContents()).size, 12);
      const touching = await page.locator(".provincienaam").evaluateAll((all) => {
        const boxes = all.map((name) => name.getBoundingClientRect());
        return boxes.some((a, index) => boxes.slice(index + 1).some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
      });
      assert.equal(touching, false);
      await page.locator("#jaarschuif").focus();
      for (let round = 0; round < 2; round += 1) await page.keyboard.press("Tab");
      while (!(await page.evaluate(() => document.activeElement.classList.contains("tegel")))) await page.keyboard.press("Tab");
      // Above all tiles, around the one with the focus, and not cut off by the frame of the map.
      const ring = await page.evaluate(() => {
        const [ring, tile] = [document.querySelector(".ring:not(.rand)"), document.activeElement];
        const [a, b] = [ring.getBoundingClientRect(), tile.getBoundingClientRect()];
        const later = ring.compareDocumentPosition([...document.querySelectorAll(".tegel")].pop()) & Node.DOCUMENT_POSITION_PRECEDING;
        return [getComputedStyle(ring).visibility, Boolean(later), Math.abs(a.x + a.width / 2 - b.x - b.width / 2) < 3, getComputedStyle(ring.ownerSVGElement).overflow];
      });
      assert.deepEqual(ring, ["visible", true, true, "visible"]);
    });
  }
});

test("a fan has labels at its end, a line where the projection starts, and values for pointer and keys", async () => {
  await visit(one, {}, async (page) => {
    const fan = page.locator("#waaiers .peilvak").nth(1);
    const ends = await fan.locator(".eind").allTextContents();
    assert.ok(ends.some((label) => /^mediaan [\d.]+,\d$/.test(label)) && ends.some((label) => label.startsWith("P95 ")), `${ends}`);
    assert.equal(await fan.locator(".grenslijn").count(), 1);
    assert.ok((await fan.locator("text.as").allTextContents()).includes("gevarieerd"));
    // What is drawn right of it varies, what is left of it does not.
    const known = await page.evaluate(() => quantiles(0, "uitkering_definitief", 1)[0] === quantiles(0, "uitkering_definitief", 1)[4]);
    assert.equal(known, true);
    const reader = fan.locator(".peiler");
    await reader.focus();
    await page.keyboard.press("Home");
    assert.match(await fan.locator(".peiltip").innerText(), /^2024\s+niet gevarieerd\s+€\s[\d,.]+\smln$/);
    for (let year = 0; year < 4; year += 1) await page.keyboard.press("ArrowRight");
    const said = await reader.getAttribute("aria-valuetext");
    assert.match(said, /^2028: P95 €.*mediaan €.*P5 €/);
    await page.keyboard.press("Escape");
    assert.equal(await fan.locator(".peiltip").isVisible(), false);
    const box = await reader.boundingBox();
    await page.mouse.move(box.x + 40, box.y + 60);
    assert.match(await fan.locator(".peiltip").innerText(), /^2024/);
    const rows = await page.evaluate(() => euroMillions(quantiles(0, "uitkering_definitief", 4)[2], t("mln")));
    assert.ok(said.includes(`mediaan ${rows}`), said);
  });
});

test("the first screen of one scenario has the amount of every year", async () => {
  await visit(one, {}, async (page) => {
    const [head, ...rows] = run("run", "wi2021", "--level", "landelijk", "--format", "csv").trim().split("\n").map((line) => line.replaceAll('"', "").split(","));
    const shown = await page.locator("#verschil .waarde").allTextContents();
    const wanted = rows.map((row) => (Number(row[head.indexOf("uitkering_definitief")]) / 1e6).toLocaleString("nl-NL", { minimumFractionDigits: 1, maximumFractionDigits: 1 }));
    assert.deepEqual(shown, wanted);
  });
});

test("a shift is called one before its number, and of money between gemeenten the spread is shown", async () => {
  await visit(three, {}, async (page) => {
    assert.match(await text(page, "#vooraf"), /verschuiving in de tijd: geld komt eerder/);
    const order = await page.evaluate(() => document.getElementById("vooraf").compareDocumentPosition(document.getElementById("cijfer")) & Node.DOCUMENT_POSITION_FOLLOWING);
    assert.ok(order);
    await page.locator("#keuze select").selectOption({ label: "Zonder prestatiebekostiging" });
    assert.match(await text(page, "#vooraf"), /verschuiving tussen gemeenten/);
    assert.match(await text(page, "#cijfer"), /^−\d+,\d%\stot\s\+\d+,\d%$/);
    assert.equal(await page.locator("#verschil rect.band90").count(), 5);
    // The fewer inhabitants, the further.
    const widths = await page.locator("#verschil rect.band90").evaluateAll((all) => all.map((bar) => Number(bar.getAttribute("width"))));
    assert.ok(widths[0] > widths[4], `${widths}`);
  });
});

test("what is rounding has no colour, no ranks and no winners", async () => {
  await visit(`${three}#alternatief=zonder-prestatiebekostiging`, {}, async (page) => {
    for (const field of ["verschil", "verschil_inwoner", "verschil_procent"]) {
      await page.locator("#kaarten select").selectOption(field);
      const classes = new Set(await page.locator(".tegel").evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("class"))));
      assert.deepEqual([...classes], ["tegel c0"], field);
      assert.match(await text(page, "#kaart-zij"), /^Wie wint en wie verliest is hier afronding/);
    }
    assert.doesNotMatch(await text(page, "#gemeenteblad"), /plaats \d+ van/);
    assert.ok((await page.locator("#feiten dd").allInnerTexts()).includes("afronding"));
  });
  // A cent per inhabitant is none either, in any map.
  await visit(three, {}, async (page) => {
    const dark = await page.evaluate(() => {
      const wrong = [];
      for (let year = 0; year < years.length; year += 1) {
        const found = classes("verschil_inwoner", year);
        gemeenten.code.forEach((code, g) => { if (Math.abs(field("verschil_inwoner").of(g, year)) < 1.5 && found.of[g] !== "c0") wrong.push(`${code} ${years[year]}`); });
      }
      return wrong;
    });
    assert.deepEqual(dark, []);
  });
});

test("amounts add up by size class and provincie to the whole", async () => {
  await visit(three, {}, async (page) => {
    await page.locator("#groepenlijst select").selectOption({ label: "2027" });
    const tables = await page.locator("#groepenlijst table").evaluateAll((all) => all.map((table) => [...table.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.innerText))));
    assert.deepEqual(tables.map((rows) => rows.length), [6, 13]);
    const number = (words) => Number(words.replace("−", "-").replace(/[^\d-]/g, ""));
    for (const rows of tables) {
      const whole = rows.pop();
      assert.equal(whole[0], "Samen");
      for (const column of [1, 2]) assert.equal(rows.reduce((sum, row) => sum + number(row[column]), 0), number(whole[column]));
      // Whole euros of exact cents.
      for (const column of [3, 4, 5]) assert.ok(Math.abs(rows.reduce((sum, row) => sum + number(row[column]), 0) - number(whole[column])) <= rows.length, `${whole[column]}`);
    }
  });
});

test("sources are links to the law and the Staatscourant, and nothing is fetched", async () => {
  await visit(three, {}, async (page) => {
    await page.locator("#bronnenlijst details").evaluateAll((folds) => folds.forEach((fold) => { fold.open = true; }));
    const links = await page.locator("#bronnenlijst a[href^='http']").evaluateAll((all) => all.map((link) => [link.textContent, link.href]));
    const of = (words) => links.find(([label]) => label === words)?.[1];
    assert.equal(of("Ri2021 art. 10.2"), "https://wetten.overheid.nl/jci1.3:c:BWBR0045574&artikel=10.2");
    assert.equal(of("Stcrt. 2022, 30604"), "https://zoek.officielebekendmakingen.nl/stcrt-2022-30604.html");
    const made = await page.evaluate(() => linked("Kamerstukken II 2024/25, 32824, nr. 421 en Stb. 2021, 38; zie https://example.org/a_(b).").innerHTML);
    assert.match(made, /href="https:\/\/zoek\.officielebekendmakingen\.nl\/kst-32824-421\.html"/);
    assert.match(made, /href="https:\/\/zoek\.officielebekendmakingen\.nl\/stb-2021-38\.html"/);
    assert.match(await page.evaluate(() => linked("<img src=x> Bi2021 art. 10.5").innerHTML), /^&lt;img src=x&gt; <a /);
  });
});

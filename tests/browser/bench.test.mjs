// The six things that a person does with the workbench: open, move, compare, ask what matters, take along, and open
// what a colleague sent. Figures are those of the command line, to the cent.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { amountIn, amounts, drawn, national, rootOf, turn, wholeEuros, workbench } from "./bench.mjs";
import { run, text, write } from "./browser.mjs";

const GRANT = "uitkering_definitief";

const visit = workbench(() => write("eigen.toml", '[scenario]\nbasis = "wi2021"\nnaam = "Eigen"\ntot = 2028\n'));

test("open: the answer of the law as it stands, knobs in groups, each with source, status and range", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    assert.match(await text(page, "h1"), /Wat betaalt het Rijk/);
    assert.equal(await page.locator("#wijzigingen li").count(), 0);
    assert.deepEqual(await page.locator(".groep > summary").evaluateAll((all) => all.map((one) => one.firstChild.textContent)),
      ["Hoeveel mensen", "Welke bedragen", "Welk ritme", "Welke korting en prestatie", "Wat kost het", "Hoe verschillen gemeenten", "Overig"]);
    const now = national(GRANT, "wi2021");
    const cells = await amounts(page, "#verschil table tbody tr");
    assert.deepEqual(cells.map(([year, shown]) => [year, amountIn(shown)]), Object.entries(now).map(([year, cents]) => [year, wholeEuros(cents)]));
    await page.locator("#bank-zoek").fill("kosten.begeleiding.bedrag");
    const row = page.locator('.knop:has([id="knop-kosten.begeleiding.bedrag"])');
    assert.match(await row.locator(".bron").innerText(), /^aanname · aannemelijk: €\s2\.500 tot €\s4\.300 · het betaalbaarheidsonderzoek/);
    // Every figure of the run has a knob.
    const figures = JSON.parse(run("run", "wi2021", "--format", "json")).cijfers.map((one) => one.pad);
    const without = await page.evaluate((all) => all.filter((key) => !document.getElementById(`knop-${key}`)), figures);
    assert.deepEqual(without, []);
  });
});

test("move: a figure that is turned changes the page, to the cent of the command line", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    await turn(page, "instroom.pad.asielstatushouder.2027", "30000");
    assert.equal(await page.locator("#wijzigingen .gewijzigd").innerText(), "Instroom, asielstatushouder 2027: van 21.000 naar 30.000 (+42,9%), buiten het aannemelijke bereik");
    assert.match(await text(page, "h1"), /met instroom, asielstatushouder 2027 30\.000/);
    assert.equal(await page.locator("#knoppen :is(.knop, .knop-rij, .deelveld).anders").count(), 1);
    assert.equal(await text(page, "#bank-cijfer"), await text(page, "#cijfer"));
    const [before, now] = [national(GRANT, "wi2021"), national(GRANT, "wi2021", "--set", "instroom.pad.asielstatushouder.2027=30000")];
    const cells = await amounts(page, "#verschil table tbody tr");
    assert.equal(cells.length, Object.keys(now).length);
    assert.ok(Object.keys(now).some((year) => now[year] !== before[year]));
    for (const [year, shown] of cells) assert.equal(amountIn(shown), wholeEuros(now[year] - before[year]), `${year}: ${shown}`);
  });
});

test("move: a stepper, a slider on demand, a line that is dragged, a whole series, shares, a list", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    const changes = () => page.evaluate(() => new URLSearchParams(location.search).getAll("set-b"));
    await page.locator("#bank-zoek").fill("prestatie.aandeel");
    const row = page.locator('.knop:has([id="knop-prestatie.aandeel"])');
    await row.locator(".stap").last().click();
    assert.deepEqual(await changes(), ["prestatie.aandeel=0.11"]);
    await page.keyboard.press("Tab");
    await page.locator("[id='knop-prestatie.aandeel']").focus();
    await row.locator(".schuif-aan").click();
    await row.locator("input[type=range]").press("ArrowRight");
    assert.deepEqual(await changes(), ["prestatie.aandeel=0.12"]);
    await row.locator(".terug").click();
    assert.deepEqual(await changes(), []);

    await page.locator("#bank-zoek").fill("asielstatushouder");
    const series = page.locator("fieldset.reeks:has([id='knop-instroom.pad.asielstatushouder.2027'])");
    const point = series.locator("circle[data-key='instroom.pad.asielstatushouder.2027']");
    await point.scrollIntoViewIfNeeded();
    const box = await point.boundingBox();
    await page.mouse.move(box.x + 5, box.y + 5);
    await page.mouse.down();
    for (const far of [4, 8, 12]) await page.mouse.move(box.x + 5, box.y + 5 - far);
    assert.equal(await series.locator(".reeks-waarde").count(), 1);
    await page.mouse.up();
    const [dragged] = await changes();
    const value = Number(dragged.split("=")[1]);
    assert.ok(dragged.startsWith("instroom.pad.asielstatushouder.2027=") && value > 21000 && value % 100 === 0, dragged);
    assert.equal(await page.locator("[id='knop-instroom.pad.asielstatushouder.2027']").inputValue(), String(value));
    await page.locator("#alles-terug").click();
    await series.locator(".hele-reeks button").last().click();
    // Published years stay as they are.
    assert.deepEqual((await changes()).filter((one) => /202[235]=/.test(one)), ["instroom.pad.asielstatushouder.2025=20281"]);
    await page.locator("#alles-terug").click();

    await page.locator("#bank-zoek").fill("betaalritme");
    await page.locator("[id='knop-betaalritme.1.totaal.0']").fill("50");
    await page.keyboard.press("Enter");
    assert.deepEqual(await changes(), ["betaalritme.1.totaal.0=0.5", "betaalritme.1.totaal.2=0.2"]);
    await page.locator("#alles-terug").click();

    await page.locator("#bank-zoek").fill("korting");
    await page.locator("[data-tabel=korting] .erbij").click();
    await page.locator("[id='knop-korting.1.percentage']").fill("20");
    await page.keyboard.press("Enter");
    assert.deepEqual(await changes(), ['korting=[{ percentage = 0.1, tot = 2027, vanaf = 2026, wijze = "binnen_begroting" }, { percentage = 0.2, tot = 2028, vanaf = 2028, wijze = "doorberekend" }]']);
    await page.waitForFunction(() => document.documentElement.dataset.getoond?.includes("percentage+%3D+0.2"), null, { timeout: 60000 });
    await drawn(page);
    const [before, now] = [national(GRANT, "wi2021"), national(GRANT, "wi2021", "--set", (await changes())[0])];
    for (const [year, shown] of await amounts(page, "#verschil table tbody tr")) assert.equal(amountIn(shown), wholeEuros(now[year] - before[year]), year);
    await page.locator("[aria-label='haal weg: korting 2']").click();
    assert.deepEqual(await changes(), []);
  });
});

test("move: what cannot be is said at the knob, in the words of the command line, of a share in per cent", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    // Another key than that of the share: its words are those of the command line as they are.
    await page.locator("#bank-zoek").fill("onderwijsroute.trajectprijs");
    const price = page.locator('[id="knop-onderwijsroute.trajectprijs"]');
    const before = await price.inputValue();
    await price.fill("-5");
    const refused = page.locator('[id="fout-onderwijsroute.trajectprijs"]');
    await refused.waitFor();
    let said = "";
    try {
      run("run", "wi2021", "--set", "onderwijsroute.trajectprijs=-5");
    } catch (error) {
      said = String(error.stderr);
    }
    const message = (await refused.innerText()).split("; ")[0];
    assert.ok(message && said.includes(message), `${said} has ${message}`);
    await price.fill(before);
    await refused.waitFor({ state: "hidden" });
    await page.locator("#bank-zoek").fill("prestatie.aandeel");
    const knob = page.locator('[id="knop-prestatie.aandeel"]');
    await knob.fill("700");
    const wrong = page.locator('[id="fout-prestatie.aandeel"]');
    await wrong.waitFor();
    assert.match(await wrong.innerText(), /700% kan hier niet: dit ligt van 0% tot en met 100%/);
    assert.equal(await knob.getAttribute("aria-invalid"), "true");
    assert.match(await text(page, "h1"), /Wat betaalt het Rijk/);
    await knob.fill("20%");
    await wrong.waitFor({ state: "hidden" });
    await drawn(page);
    assert.match(await text(page, "h1"), /met prestatie, aandeel 20%/);
  }, ["400"]);
});

test("move: what is done can be undone and done again; each change is a sentence that can be taken out", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    await turn(page, "instroom.pad.asielstatushouder.2027", "30000");
    await turn(page, "index.2028", "5", "0.05");
    const figure = await text(page, "#cijfer");
    assert.equal(await page.locator("#wijzigingen li").count(), 2);
    const lines = (count) => page.waitForFunction((wanted) => document.querySelectorAll("#wijzigingen li").length === wanted, count);
    const shows = async (is) => {
      await page.waitForFunction(([own, same]) => (document.getElementById("cijfer").textContent === own) === same, [figure, is], { timeout: 60000 });
    };
    await page.locator("#ongedaan").click();
    await lines(1);
    await shows(false);
    await page.locator("#opnieuw").click();
    await lines(2);
    await shows(true);
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("Control+z");
    await lines(1);
    await page.keyboard.press("Control+Shift+Z");
    await lines(2);
    // A line leads to its knob, and out of the list.
    await page.locator("#bank-zoek").fill("");
    await page.locator("#wijzigingen .gewijzigd").last().click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "knop-index.2028");
    await page.locator("#wijzigingen .terug").last().click();
    await lines(1);
    assert.equal(await page.evaluate(() => document.activeElement.closest("#wijzigingen") !== null), true);
  });
});

test("compare: four versions beside each other, and a scenario laid over with what collides named", async () => {
  const pin = (name, scenario, ...settings) => `pin=${encodeURIComponent(new URLSearchParams([["naam", name], ["scenario", scenario], ...settings.map((one) => ["set-b", one])]).toString())}`;
  await visit(`?scenario=wi2021&set-b=index.2028%3D0.05&paneel=naast&${pin("Zoals het is", "wi2021")}&${pin("Meer instroom", "instroom-hoog")}&${pin("Oud", "oud-ritme", "index.2028=0.03")}`, {}, async (page) => {
    await page.locator(".naast-tabel").waitFor();
    const wanted = [[], ["--set", "index.2028=0.05"]].map((more) => national(GRANT, "wi2021", ...more));
    wanted.splice(1, 0, national(GRANT, "instroom-hoog"), national(GRANT, "oud-ritme", "--set", "index.2028=0.03"));
    const shown = await page.locator(".naast-tabel tbody tr:not(.samen)").evaluateAll((rows) => rows.map((row) => [row.querySelector("th").textContent, ...[...row.querySelectorAll("td > span")].map((cell) => cell.textContent)]));
    for (const [year, ...cells] of shown) cells.forEach((cell, place) => assert.equal(amountIn(cell), wholeEuros(wanted[place][year]), `${year}, ${place}`));
    // What is turned is pinned under a name.
    await page.locator("#pin-naam").fill("Hogere index");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll(".naast-tabel input.pinnaam").length === 4);
    assert.equal(await page.locator(".prik").isVisible(), false);
    // Over it goes a version that says otherwise of the same figure.
    await page.locator("[aria-label='leg erover: Oud']").click();
    await page.locator(".erover h4").waitFor();
    assert.deepEqual(await page.locator(".botsing legend").allInnerTexts(), ["index 2028"]);
    await page.locator(".botsing input").last().check();
    await page.locator(".erover .hoofd").click();
    await page.waitForFunction(() => document.documentElement.dataset.getoond?.includes("betaalritme"), null, { timeout: 60000 });
    await drawn(page);
    const settings = await page.evaluate(() => new URLSearchParams(location.search).getAll("set-b"));
    assert.ok(settings.includes("index.2028=0.05"), `${settings}`);
    const [before, now] = [national(GRANT, "wi2021"), national(GRANT, "oud-ritme", "--set", "index.2028=0.05")];
    for (const [year, cell] of await amounts(page, "#verschil table tbody tr")) assert.equal(amountIn(cell), wholeEuros(now[year] - before[year]), year);
    await page.locator("[aria-label='haal los: Oud']").click();
    await page.waitForFunction(() => new URLSearchParams(location.search).getAll("pin").length === 3);
  });
});

test("ask what matters and what it takes: the answer is applied with a click", async () => {
  await visit("?scenario=wi2021&paneel=telt", {}, async (page) => {
    await page.locator(".telt-tabel").first().waitFor({ timeout: 120000 });
    const moving = JSON.parse(run("sensitivity", "wi2021", "--veld", GRANT, "--format", "json")).regels.filter((row) => !row.deel_van && row.zwaai);
    const [rows, settled] = ["onzeker", "vastgesteld"].map((kind) => moving.filter((row) => row.aard === kind));
    // The table has what its chart has; law is folded away, as the command line leaves it to `--alles`.
    const keysOf = (place) => place.locator("tbody th button").evaluateAll((all) => all.map((one) => one.title));
    assert.deepEqual(await keysOf(page.locator(".telt-tabel").first()), rows.slice(0, 12).map((row) => row.sleutel));
    const fold = page.locator("details.telt-vast");
    assert.equal(await fold.evaluate((one) => one.open), false);
    assert.deepEqual(await keysOf(fold), settled.map((row) => row.sleutel));
    assert.ok(settled.length > 3);
    assert.equal(await page.locator(".telt-tabel tbody th button").first().getAttribute("title"), rows[0].sleutel);
    await page.locator(".telt-tabel tbody tr").first().locator(".zet").first().click();
    await page.waitForFunction(() => document.documentElement.dataset.getoond?.includes("2031%3D15000"), null, { timeout: 60000 });
    const settings = await page.evaluate(() => new URLSearchParams(location.search).getAll("set-b"));
    const sum = Object.values(national(GRANT, "wi2021", ...settings.flatMap((one) => ["--set", one]))).reduce((all, cents) => all + cents, 0);
    assert.equal(sum, Math.round(rows[0].uitkomst_laag * 100));
    await page.locator("#alles-terug").click();

    await page.locator("#paneel-nodig").click();
    await page.locator("#nodig-bedrag").fill("340");
    await page.locator("#lade select").nth(2).selectOption("2029");
    await page.locator(".nodig-inhoud .hoofd").waitFor({ timeout: 120000 });
    const told = await page.locator(".nodig-inhoud .letop").allTextContents();
    await page.locator(".nodig-inhoud .hoofd").click();
    await page.waitForFunction(() => document.documentElement.dataset.getoond?.includes("index.2029"), null, { timeout: 60000 });
    const answer = await page.evaluate(() => new URLSearchParams(location.search).getAll("set-b"));
    const body = JSON.parse(run("solve", "wi2021", "--doel", `${GRANT}<=340mln`, "--varieer", "index", "--jaar", "2029", "--format", "json"));
    const [found] = body.regels;
    assert.ok(body.opmerkingen.length > 0);
    assert.deepEqual(told, body.opmerkingen.map((one) => one.nl));
    assert.deepEqual(answer, [`${found.sleutel}=${found.antwoord}`]);
    assert.equal(national(GRANT, "wi2021", "--set", answer[0])[2029], Math.round(found.bedrag_antwoord * 100));
  });
});

test("take along: every file has the bytes of the command line, and one page says all that is otherwise", async () => {
  await visit("?scenario=wi2021&set-b=index.2028%3D0.05&set-b=korting.0.wijze%3Ddoorberekend&paneel=alles", {}, async (page) => {
    const href = await page.locator("#neem-csv").getAttribute("href");
    const taken = await page.evaluate(async (address) => (await fetch(address)).text(), href);
    const settings = ["--set-b", "index.2028=0.05", "--set-b", "korting.0.wijze=doorberekend"];
    assert.equal(taken, run("compare", "wi2021", "wi2021", ...settings, "--level", "gemeente", "--format", "csv"));
    assert.equal(await text(page, "#opdracht"), `spuk report wi2021 wi2021 ${settings.join(" ")} --out rapport`);
    for (const [id, starts] of [["pagina", "<!doctype html>"], ["werkboek", "PK"]]) {
      const press = (own) => {
        const link = document.getElementById(`neem-${own}`);
        link.href = `${link.href}&draws=0`;
        link.click();
      };
      const [download] = await Promise.all([page.waitForEvent("download", { timeout: 120000 }), page.evaluate(press, id)]);
      assert.equal(readFileSync(await download.path()).subarray(0, starts.length).toString(), starts);
    }
    const rows = await amounts(page, ".alles-tabel tbody tr");
    assert.deepEqual(rows.map(([what, before, now]) => [what, before, now]), [["index 2028index.2028", "2%", "5%"], ["korting 1, wijzekorting.0.wijze", "binnen_begroting", "doorberekend"]]);
    assert.ok(rows.every(([, , , meaning]) => meaning.length > 20));
  });
});

test("open the colleague's link: the same figures, pins, panel and choices", async () => {
  let sent;
  await visit("?scenario=wi2021", {}, async (page) => {
    await turn(page, "index.2028", "5", "0.05");
    await page.locator("#jaarschuif").fill("4");
    await page.locator("#paneel-naast").click();
    await page.locator("#pin-naam").fill("Index hoog");
    await page.keyboard.press("Enter");
    await page.locator("#lade select").first().selectOption("kas");
    await page.waitForFunction(() => /\bnaast\b/.test(location.search) && location.search.includes("kas"));
    await page.waitForFunction(() => document.querySelectorAll(".naast-tabel tbody tr").length > 2);
    sent = { address: page.url().slice(rootOf(page).length), figure: await text(page, "#cijfer"), table: await amounts(page, ".naast-tabel tbody tr") };
  });
  await visit(sent.address, {}, async (page) => {
    await page.locator(".naast-tabel").waitFor();
    assert.deepEqual(await amounts(page, ".naast-tabel tbody tr"), sent.table);
    assert.equal(await text(page, "#cijfer"), sent.figure);
    // Out of sight: it has text, and is not laid out.
    assert.equal(await page.locator("#kaart-jaar").textContent(), "2027");
    assert.equal(await page.locator(".naast-tabel input.pinnaam").inputValue(), "Index hoog");
  });
});

test("draws follow by themselves, and a scenario of one's own is one", async () => {
  await visit("?scenario=eigen.toml", {}, async (page) => {
    await page.waitForFunction(() => document.getElementById("bank-stand").textContent.includes("met onzekerheid"), null, { timeout: 120000 });
    assert.match(await text(page, "#verschil"), /trekkingen/);
  });
});

// The panels of the workbench and the presenter's view, held to what the register of columns says and to what a
// visitor can press.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { amountIn, amounts, drawn, national, rootOf, wholeEuros, workbench } from "./bench.mjs";
import { folder, run, text, write } from "./browser.mjs";

const visit = workbench();
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
    await page.locator(".telt-tabel").first().waitFor({ timeout: 120000 });
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
    await page.locator(".telt-tabel").first().waitFor({ timeout: 120000 });
    const last = JSON.parse(run("run", "wi2021", "--format", "json")).regels.at(-1);
    assert.match(await text(page, ".telt-inhoud p"), new RegExp(`eind van ${last.jaar}`));
    assert.equal(await page.locator("#lade select").nth(1).locator("option").first().textContent(), `eind van ${last.jaar}`);
    assert.ok(wholeEuros(Math.round(last.tekort * 100)) > 0);
  });
});

test("a share is typed as it is read; what was understood is said, and what is half typed is not sent", async () => {
  await visit("?scenario=wi2021&set-b=index.2028%3D0.03", {}, async (page) => {
    const changes = () => page.evaluate(() => new URLSearchParams(location.search).getAll("set-b").filter((one) => !one.startsWith("index.2028")));
    await page.locator("#bank-zoek").fill("aandeel");
    const field = page.locator('[id="knop-onderwijsroute.aandeel"]');
    const row = page.locator('.knop:has([id="knop-onderwijsroute.aandeel"])');
    assert.match(await field.inputValue(), /^\d+(,\d+)?%$/);
    for (const [typed, value, told] of [["50%", "0.5", ""], ["60", "0.6", "= 60%"], ["12,5", "0.125", "= 12,5%"], ["0,5", "0.005", "= 0,5%; voor 50% typt u 50"], ["0.25", "0.0025", "= 0,25%; voor 25% typt u 25"], ["7 %", "0.07", "= 7%"]]) {
      await field.focus();
      await field.press("Control+a");
      await page.keyboard.type(typed);
      assert.equal(await row.locator(".leest").textContent(), told, typed);
      await page.keyboard.press("Enter");
      assert.deepEqual(await changes(), [`onderwijsroute.aandeel=${value}`], typed);
      await page.evaluate(() => document.activeElement.blur());
      assert.equal(await field.inputValue(), `${(Number(value) * 100).toLocaleString("nl-NL")}%`);
    }
    await drawn(page);
    const before = await text(page, "#bank-cijfer");
    // On its way to a value: nothing is sent, and after a while it is said that there is no answer to it.
    for (const [typed, wrong] of [["12,", /‘12,’ is geen percentage/], ["-", /‘-’ is geen percentage/], ["1.2.3", /geen percentage/], ["veel", /geen percentage/]]) {
      const sent = [];
      page.on("request", (request) => sent.push(request.url()));
      await field.focus();
      await field.press("Control+a");
      await page.keyboard.type(typed);
      await page.locator("#bank-oud").waitFor();
      assert.match(await page.locator('[id="fout-onderwijsroute.aandeel"]').innerText(), wrong);
      assert.equal(await text(page, "#bank-cijfer"), "\u2013");
      assert.deepEqual(await changes(), ["onderwijsroute.aandeel=0.07"]);
      assert.deepEqual(sent.filter((one) => one.includes("report.json")), []);
      // It stays where it is when the field is left, and Escape takes it out.
      await page.evaluate(() => document.activeElement.blur());
      assert.equal(await field.inputValue(), typed);
      await field.focus();
      await page.keyboard.press("Escape");
      assert.equal(await field.inputValue(), "7%");
      assert.equal(await text(page, "#bank-cijfer"), before);
    }
    // People in thousands, with a point as in Dutch.
    await page.locator("#bank-zoek").fill("instroom asiel");
    await page.locator("[id='knop-instroom.pad.asielstatushouder.2027']").fill("27.500");
    await page.keyboard.press("Tab");
    assert.ok((await changes()).includes("instroom.pad.asielstatushouder.2027=27500"));
  });
  // What the server refuses has no answer either, and is not shown as one.
  await visit("?scenario=wi2021&set-b=prestatie.aandeel%3D0.2", {}, async (page) => {
    await page.locator("#bank-zoek").fill("prestatie.aandeel");
    await page.locator('[id="knop-prestatie.aandeel"]').fill("250");
    await page.locator('[id="fout-prestatie.aandeel"]').waitFor();
    assert.equal(await text(page, "#bank-cijfer"), "\u2013");
    assert.match(await text(page, "#bank-oud"), /die van ervoor/);
    await page.locator("#ongedaan").click();
    await page.waitForFunction(() => document.getElementById("bank-oud").hidden && document.getElementById("bank-cijfer").textContent !== "\u2013");
  }, ["400"]);
});

test("laid over: a change within a list goes as the whole list, or is refused in words", async () => {
  write("minder-incidenteel.toml", '[scenario]\nbasis = "wi2021"\nnaam = "Minder incidenteel"\n\n[[incidenteel]]\nnaam = "Eén"\nverdeelsleutel = "inwoners"\nbron = "proef"\nstatus = "aanname"\nbedrag = { 2027 = 5_000_000 }\n');
  write("een-korting.toml", '[scenario]\nbasis = "wi2021"\nnaam = "Eén korting"\n\n[korting]\npercentage = 0.2\nvanaf = 2029\nbron = "proef"\nstatus = "aanname"\n');
  const lay = async (page, name) => {
    await page.locator(".naast-tabel").waitFor();
    await page.locator(`[aria-label='leg erover: ${name}']`).click();
    await page.locator(".erover .kader").waitFor();
  };
  const laidIs = async (page, scenario, settings, ...wanted) => {
    await page.locator(".erover .hoofd").click();
    await page.waitForFunction((one) => document.documentElement.dataset.getoond?.includes(one), settings[0], { timeout: 60000 });
    await drawn(page);
    assert.equal(await page.locator("#bank-oud").isHidden(), true);
    const own = await page.evaluate(() => new URLSearchParams(location.search).getAll("set-b"));
    const [before, now] = [national("uitkering_definitief", scenario), national("uitkering_definitief", scenario, ...wanted.flatMap((one) => ["--set", one]))];
    assert.deepEqual(own, wanted);
    for (const [year, cell] of await amounts(page, "#verschil table tbody tr")) assert.equal(amountIn(cell), wholeEuros(now[year] - before[year]), year);
  };
  // One line here, two there.
  await visit(`?scenario=oud-ritme&paneel=naast&${pin("Later", "wi2021", "betaalritme.1.totaal.0=0.35", "betaalritme.1.totaal.2=0.35")}`, {}, async (page) => {
    await lay(page, "Later");
    assert.deepEqual(await page.locator(".botsing legend").allInnerTexts(), ["betaalritme"]);
    assert.match(await text(page, ".botsing label:last-of-type"), /1\) leerroute 50%\/40%\/10%/);
    await laidIs(page, "oud-ritme", ["betaalritme"], "betaalritme=[{ leerroute = [0.5, 0.4, 0.1], overig = [1, 0, 0], vanaf_cohort = 2020 }, { totaal = [0.35, 0.3, 0.35], vanaf_cohort = 2026 }]");
  });
  // The same lines: the figure alone.
  await visit(`?scenario=instroom-hoog&paneel=naast&${pin("Vroeger", "wi2021", "betaalritme.1.totaal.0=0.6", "betaalritme.1.totaal.2=0.1")}`, {}, async (page) => {
    await lay(page, "Vroeger");
    await laidIs(page, "instroom-hoog", ["betaalritme.1"], "betaalritme.1.totaal.0=0.6", "betaalritme.1.totaal.2=0.1");
  });
  // A list that is one table there.
  await visit(`?scenario=wi2021&paneel=naast&${pin("Eerder", "een-korting.toml", "korting.percentage=0.15")}`, {}, async (page) => {
    await lay(page, "Eerder");
    await laidIs(page, "wi2021", ["korting"], 'korting=[{ percentage = 0.15, vanaf = 2029, wijze = "doorberekend" }]');
  });
  // Lines that no one edits here, and that are others.
  await visit(`?scenario=minder-incidenteel.toml&paneel=naast&${pin("Pilots", "wi2021", "incidenteel.1.bedrag.2026=6000000", "prestatie.aandeel=0.2")}`, {}, async (page) => {
    await lay(page, "Pilots");
    assert.match(await text(page, ".erover"), /Kan niet worden gelegd: incidenteel 2, bedrag 2026\. Dat zijn regels van een lijst die in ‘minder-incidenteel\.toml’ andere regels heeft\./);
    await page.locator(".erover .hoofd").click();
    await page.waitForFunction(() => document.documentElement.dataset.getoond?.includes("prestatie"), null, { timeout: 60000 });
    assert.deepEqual(await page.evaluate(() => new URLSearchParams(location.search).getAll("set-b")), ["prestatie.aandeel=0.2"]);
  });
});

test("search: words in any order, what is meant most first, choices that are not made, and nothing found", async () => {
  await visit("?scenario=wi2021", {}, async (page) => {
    const found = async (words) => {
      await page.locator("#bank-zoek").fill(words);
      return page.evaluate(() => [...document.querySelectorAll(".tabelknop")].filter((one) => one.getClientRects().length).map((one) => [one.dataset.tabel, one.open]));
    };
    assert.deepEqual((await found("instroom"))[0], ["instroom", true]);
    assert.deepEqual((await found("2026 instroom"))[0], ["instroom", true]);
    assert.equal(await page.locator("[id='knop-instroom.pad.asielstatushouder.2026']").isVisible(), true);
    assert.deepEqual((await found("gebruik"))[0], ["bedragen", true]);
    const choice = page.locator("select[id='knop-bedragen.2026.gebruik']");
    assert.deepEqual(await choice.locator("option").evaluateAll((all) => all.map((one) => one.value)), ["", "gepubliceerd", "afgeleid"]);
    await choice.selectOption("afgeleid");
    await page.waitForFunction(() => document.documentElement.dataset.getoond?.includes("gebruik%3Dafgeleid"), null, { timeout: 60000 });
    await drawn(page);
    const now = national("kas", "wi2021", "--set", "bedragen.2026.gebruik=afgeleid");
    assert.ok(Object.keys(now).length > 3);
    assert.equal(await page.locator("#bank-oud").isHidden(), true);
    assert.deepEqual(await found("zonnepanelen"), []);
    assert.match(await text(page, "#bank-zoek-niets"), /Niets gevonden voor ‘zonnepanelen’/);
    assert.ok((await found("")).length > 0 || await page.locator(".groep").count() > 0);
    assert.equal(await page.locator("#bank-zoek-niets").isHidden(), true);
    // As they were made.
    assert.deepEqual(await page.locator(".groep").evaluateAll((all) => all.map((one) => one.dataset.groep)), ["mensen", "bedragen", "ritme", "korting", "kosten", "gemeenten", "overig"]);
  });
});

test("what it takes: figures by name, for the gemeente that was chosen, and what is nearest where a goal is out of reach", async () => {
  await visit("?scenario=wi2021&paneel=nodig#gemeente=GM0150", {}, async (page) => {
    const line = () => text(page, "#lade .opdracht");
    await page.locator("#nodig-bedrag").fill("0,5");
    await page.locator("#nodig-sleutel").fill("begeleiding");
    const near = page.locator(".nodig-bedoeld button");
    assert.ok((await near.allInnerTexts()).every((name) => name.includes("begeleiding")));
    await page.locator("#nodig-sleutel").fill("zonnepanelen");
    assert.match(await text(page, ".nodig-bedoeld"), /Niets gevonden/);
    await page.locator("#nodig-sleutel").fill("aandeel prestatie");
    await near.first().click();
    assert.equal(await page.locator("#nodig-sleutel").inputValue(), "prestatie, aandeel");
    await page.locator("#lade select").nth(2).selectOption("2028");
    await page.locator(".nodig-inhoud table").waitFor({ timeout: 120000 });
    const options = ["wi2021", "--doel", "uitkering_definitief<=0.5mln", "--varieer", "prestatie.aandeel", "--gemeente", "GM0150"];
    assert.equal(await line(), `spuk solve wi2021 --doel 'uitkering_definitief<=0.5mln' --varieer prestatie.aandeel --gemeente GM0150 --jaar 2028`);
    // A goal that is not met ends with a status.
    let said = "";
    try {
      run("solve", ...options, "--jaar", "2028", "--format", "json");
    } catch (error) {
      said = error.stdout;
    }
    const answer = JSON.parse(said);
    assert.equal(answer.regels[0].uitkomst, "onhaalbaar");
    assert.match(await text(page, ".antwoordzin"), /^Deventer: Het doel is zo niet te halen/);
    const [row] = await amounts(page, ".nodig-inhoud tbody tr");
    assert.equal(amountIn(row[3].split("€")[1]), Math.round(answer.regels[0].bedrag_dichtstbij));
    assert.match(await text(page, ".nodig-inhoud p:nth-of-type(2)"), new RegExp(`in 2028 kan met dit cijfer van €\\s${Math.round(answer.haalbaar[0].minstens).toLocaleString("nl-NL")}`));
    assert.ok(row.every((cell) => cell !== ""));
    // Every year by itself or all together: one choice, and none for what does not add up.
    const times = () => page.locator("#lade select").nth(2).locator("option").evaluateAll((all) => all.slice(0, 2).map((one) => one.textContent));
    assert.deepEqual(await times(), ["elk jaar apart", "alle jaren samen"]);
    await page.locator("#lade select").nth(2).selectOption("samen");
    assert.match(await line(), /--gemeente GM0150 --samen$/);
    await page.locator("#lade select").first().selectOption("tekort");
    assert.deepEqual(await times(), ["elk jaar apart", "2024"]);
    assert.doesNotMatch(await line(), /samen/);
    await page.locator("#lade select").last().selectOption("NL");
    assert.doesNotMatch(await line(), /gemeente/);
  });
});

test("taken along: a pin by its name, a gemeente where one is chosen, and counts of one's own beside the scenario", async () => {
  // Few draws: what is taken along does not wait for them.
  write("kort.toml", '[scenario]\nbasis = "wi2021"\nnaam = "Kort"\ntot = 2028\n\n[simulatie]\ntrekkingen = 20\n');
  await visit(`?scenario=kort.toml&set-b=index.2028%3D0.04&${pin("Index hoog & later", "kort.toml", "index.2028=0.04")}#gemeente=GM0344`, {}, async (page) => {
    // It begins with the answer, whatever is chosen further down.
    assert.equal(await page.evaluate(() => window.scrollY), 0);
    assert.match(await text(page, "h1"), /: Index hoog & later/);
    const take = async (id) => {
      const [download] = await Promise.all([page.waitForEvent("download", { timeout: 120000 }), page.locator(`#neem-${id}`).click()]);
      return [download.suggestedFilename(), readFileSync(await download.path(), "utf8")];
    };
    const [name, toml] = await take("toml");
    assert.equal(name, "index-hoog-later.toml");
    assert.match(toml, /^naam = "Index hoog & later"$/m);
    const file = write("genoemd.toml", toml);
    const [csvName, csv] = await take("csv");
    assert.equal(csvName, "index-hoog-later-utrecht.csv");
    assert.equal(csv, run("compare", path.join(folder, "kort.toml"), file, "--gemeente", "GM0344", "--level", "gemeente", "--format", "csv"));
    assert.match(await text(page, "#opdracht"), /^spuk show kort\.toml --set index\.2028=0\.04 --naam 'Index hoog & later' --out index-hoog-later\.toml && spuk report kort\.toml index-hoog-later\.toml --gemeente GM0344 --out rapport$/);
    await page.locator("#neem-wie select").selectOption("NL");
    const [whole, all] = await take("csv");
    assert.equal(whole, "index-hoog-later.csv");
    assert.ok(all.split("\n").length > csv.split("\n").length);
    // Another name is there at once.
    await page.locator("#paneel-naast").click();
    await page.locator(".naast-tabel input.pinnaam").fill("Vijf");
    await page.keyboard.press("Tab");
    await page.waitForFunction(() => /: Vijf/.test(document.querySelector("h1").textContent));
    assert.match(await text(page, "#bank-pin"), /‘Vijf’/);
  });
  await visit("?scenario=oud-ritme&set-b=index.2028%3D0.04", {}, async (page) => {
    const answers = await page.evaluate(async () => {
      const delivered = "gm_code;groep;jaar;aantal\nGM0307;asielstatushouder;2024;88\n";
      const kept = (await fetch("/api/import.json?bestand=duo.csv", { method: "POST", body: delivered })).headers.get("Spuk-Kept");
      const named = async (path) => (await fetch(path)).headers.get("content-disposition");
      return [kept, await named(document.getElementById("neem-csv").href), await named(document.getElementById("neem-toml").href)];
    });
    assert.deepEqual(answers.slice(1), ['attachment; filename="spuk-compare-oud-ritme-oud-ritme-veranderd.csv"', 'attachment; filename="spuk-show-oud-ritme-veranderd.toml"']);
    const [key, own] = answers[0].split("=");
    await page.goto(`${rootOf(page)}?scenario=wi2021&set-b=${key}%3D${encodeURIComponent(own)}&set-b=aantallen.aanvullen%3Dmodel`);
    await drawn(page);
    const link = page.locator("#neem-eigen a");
    assert.equal(await link.getAttribute("href"), `/api/${own}`);
    const [rows, toml] = await page.evaluate(async (address) => [await (await fetch(address)).text(), await (await fetch(document.getElementById("neem-toml").href)).text()], `/api/${own}`);
    assert.match(rows, /^gm_code,groep,jaar,aantal\nGM0307/);
    assert.ok(toml.startsWith(`# Leg hiernaast, in de map eigen, ook de eigen cijfers: ${own}.`), toml);
  });
});

test("scenarios of the folder are listed, and nothing of the page is cut off beside the panel", async () => {
  write("deventer.toml", '[scenario]\nbasis = "wi2021"\nnaam = "Deventer"\n');
  write("geen-scenario.toml", "[iets]\nanders = 1\n");
  for (const width of [1440, 1920]) {
    await visit("?scenario=deventer.toml#gemeente=GM0150", { viewport: { width, height: 900 } }, async (page) => {
      await page.waitForFunction(() => [...document.getElementById("bank-naast").options].some((one) => one.value === "deventer.toml"));
      const listed = await page.locator("#bank-scenario option").evaluateAll((all) => all.map((one) => one.value));
      assert.ok(listed.includes("deventer.toml") && !listed.includes("geen-scenario.toml"), `${listed}`);
      const cut = await page.evaluate(() => {
        const right = document.documentElement.clientWidth;
        const links = [...document.querySelectorAll(".wijzer a, #zoek button")].filter((one) => one.getBoundingClientRect().right > right || one.getBoundingClientRect().width === 0).map((one) => one.textContent);
        const table = document.querySelector("#gemeenteblad .schuif");
        return [...links, table.scrollWidth > table.clientWidth ? `the years need ${table.scrollWidth} of ${table.clientWidth}` : null].filter(Boolean);
      });
      assert.deepEqual(cut, []);
    });
  }
});

test("what a remark says can be done is done with a press: a rhythm of one's own reaches published amounts", async () => {
  const settings = ["betaalritme.1.totaal.0=0.5", "betaalritme.1.totaal.2=0.2"];
  const address = `?${new URLSearchParams([["scenario", "wi2021"], ...settings.map((one) => ["set-b", one])])}`;
  await visit(address, {}, async (page) => {
    const press = page.locator("#omschrijvingen [data-zet]");
    const remedy = await press.getAttribute("data-zet");
    // The same stands below what it takes: a goal is closed in on without it.
    await page.locator("#paneel-nodig").click();
    await page.locator("#nodig-bedrag").fill("340");
    await page.locator(".nodig-inhoud table").waitFor({ timeout: 120000 });
    const below = page.locator(".nodig-inhoud .letop", { hasText: "gepubliceerde bedragen" });
    assert.match(await below.innerText(), /^in 2026 gelden de gepubliceerde bedragen/);
    assert.equal(await below.locator("[data-zet]").getAttribute("data-zet"), remedy);
    await press.click();
    await page.waitForFunction((setting) => location.search.includes(encodeURIComponent(setting)), remedy);
    await drawn(page);
    await press.waitFor({ state: "detached" });
    const ours = national("uitkering_definitief", "wi2021", ...[...settings, remedy].flatMap((one) => ["--set", one]));
    const law = national("uitkering_definitief", "wi2021");
    const off = Object.keys(law).reduce((sum, year) => sum + ours[year] - law[year], 0);
    const headline = Number((await text(page, "#cijfer")).replace("\u2212", "-").replace(/[^\d,-]/g, "").replace(",", "."));
    assert.ok(Math.abs(headline - off / 1e8) <= 0.051, `${headline} for ${off}`);
    // Without it the first year of the rhythm stays as published.
    const without = national("uitkering_definitief", "wi2021", ...settings.flatMap((one) => ["--set", one]));
    assert.equal(without[2026], law[2026]);
    assert.notEqual(ours[2026], law[2026]);
  });
});

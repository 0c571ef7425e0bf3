// Own counts: a file is dropped or chosen, what was understood is shown, and only then it is used.

import { isOver, wordsOf } from "../ask.js";
import { button, choice, el, entry } from "../element.js";
import { bodyNow, partsNow } from "../draw.js";
import { fileShown, nameFile, nameOf } from "../figures.js";
import { lang, say } from "../state.js";

const KINDS = ["", "aantallen", "gemeenten", "kenmerken"];
const FILE_KEY = /^(aantallen|gemeenten|kenmerken)\.bestand$/;

export function countsPanel(bench) {
  let place = null;
  let file = null;
  let asking = new AbortController();
  // What is chosen where the program cannot decide.
  const chosen = { als: "", blad: "", kolom: "", klein: "" };

  const used = () => [...bench.state().changes].filter(([key]) => FILE_KEY.test(key));

  // `rest` says what stands for gemeenten that were not counted.
  function use(setting, rest) {
    const at = setting.indexOf("=");
    const changes = new Map([[setting.slice(0, at), setting.slice(at + 1)]]);
    if (rest) changes.set("aantallen.aanvullen", rest);
    bench.turn(changes);
    document.getElementById("lade-kop").focus();
  }

  // One way to use it, or two where not every gemeente was counted: that is for a person to choose.
  function uses(body, setting) {
    if (!setting) return [];
    const all = bodyNow().gegevens.gemeenten.code.length;
    if (!body.totalen.some((one) => one.gemeenten < all)) return [button(say("bank_gebruik"), () => use(setting, null), { class: "hoofd" })];
    return [["model", "bank_gebruik_model"], ["nul", "bank_gebruik_nul"]].map(([rest, words]) => button(say(words), () => use(setting, rest), { class: "hoofd" }));
  }

  function understood(body, setting, inner) {
    const { count, tableBox } = partsNow();
    const heading = el("h3", { tabindex: "-1" }, say("bank_begrepen", body.bestand, body.blad ? `, ${body.blad}` : ""));
    const list = (name, heads, rows) => tableBox(`${name}, ${body.bestand}`, el("table", {}, el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, say(head))))), el("tbody", {}, rows.map((row) => el("tr", {}, row.map((cell, index) => (index ? el("td", {}, cell) : el("th", { scope: "row" }, cell))))))));
    inner.replaceChildren(el("div", { class: "kader" }, heading,
      el("p", {}, say("bank_rijen_als", count(body.rijen), body.als)),
      list(say("bank_kolommen"), ["bank_kolom", "bank_betekent"], body.kolommen.map((one) => [one.naam, one.betekenis])),
      body.totalen.length ? list(say("bank_totalen"), ["bank_groep", "bank_jaar", "bank_gemeenten", "bank_mensen"], body.totalen.map((one) => [one.groep, String(one.jaar), count(one.gemeenten), count(one.aantal)])) : "",
      body.weggelaten.length ? el("div", {}, el("h4", {}, say("bank_weggelaten")), el("ul", {}, body.weggelaten.map((one) => el("li", {}, `${one.betekenis} (${say("bank_rij", one.rijen.join(", "))})`)))) : "",
      (body.opmerkingen ?? []).map((one) => el("p", { class: "klein letop" }, one)),
      el("div", { class: "bank-rij" }, uses(body, setting), button(say("bank_laat"), () => { file = null; inner.replaceChildren(); }))));
    heading.focus();
  }

  async function send() {
    if (!file) return;
    asking.abort();
    asking = new AbortController();
    const inner = place.querySelector(".tel-inhoud");
    const query = new URLSearchParams({ bestand: file.name, lang });
    for (const [key, value] of Object.entries(chosen)) {
      for (const one of key === "kolom" ? value.split(/[;\n]/) : [value]) if (one.trim()) query.append(key, one.trim());
    }
    inner.replaceChildren(el("p", { role: "status" }, say("bank_leest", file.name)));
    try {
      const reply = await fetch(`/api/import.json?${query}`, { method: "POST", body: file, signal: asking.signal });
      const body = await reply.json();
      if (!reply.ok) {
        place.querySelector(".tel-keus").open = true;
        inner.replaceChildren(el("p", { class: "melding", role: "alert" }, wordsOf(body.fout)));
        return;
      }
      const kept = reply.headers.get("Spuk-Kept");
      if (kept) nameFile(kept.slice(kept.indexOf("=") + 1), file.name);
      understood(body, reply.headers.get("Spuk-Kept"), inner);
    } catch (error) {
      if (!isOver(error)) inner.replaceChildren(el("p", { class: "melding", role: "alert" }, say("bank_weg")));
    }
  }

  const take = (files) => {
    [file] = files;
    send();
  };

  function renew() {
    const list = place.querySelector(".tel-nu");
    list.replaceChildren(...used().map(([key, name]) => el("li", {}, say("bank_in_gebruik", nameOf(key), fileShown(name)), " ", button(say("bank_terug"), () => bench.turn(new Map([[key, null], ...(key === "aantallen.bestand" ? [["aantallen.aanvullen", null]] : [])])), { class: "terug", "aria-label": say("bank_terug_van", key) }))));
  }

  return {
    open: (inner) => {
      place = inner;
      const input = el("input", { type: "file", id: "tel-bestand", accept: ".csv,.xlsx,.xlsm,.ods,.txt", onchange: ({ target }) => take(target.files) });
      const zone = el("div", { class: "sleepvak", ondragover: (event) => { event.preventDefault(); zone.classList.add("boven"); }, ondragleave: () => zone.classList.remove("boven"),
        ondrop: (event) => { event.preventDefault(); zone.classList.remove("boven"); take(event.dataTransfer.files); } }, el("label", { for: "tel-bestand" }, say("bank_sleep_bestand")), input);
      const typed = (key) => ({ oninput: ({ target }) => { chosen[key] = target.value; }, value: chosen[key] });
      place.replaceChildren(el("p", { class: "klein" }, say("bank_tel_wat")), zone, el("ul", { class: "tel-nu" }),
        el("details", { class: "tel-keus" }, el("summary", {}, say("bank_tel_keus")),
          el("form", { class: "bank-rij", onsubmit: (event) => { event.preventDefault(); send(); } },
            choice(say("bank_als"), KINDS.map((one) => [one, one || say("bank_vanzelf")]), chosen.als, (als) => { chosen.als = als; }), entry(say("bank_blad"), typed("blad")),
            entry(say("bank_kolom_keus"), { placeholder: "aantal=Personen", ...typed("kolom") }), entry(say("bank_klein"), { size: "4", inputmode: "numeric", ...typed("klein") }), el("button", {}, say("bank_opnieuw_lezen")))),
        el("div", { class: "tel-inhoud" }));
      renew();
    },
    renew,
    close: () => asking.abort(),
  };
}

// Asking the server: whole answers, and answers that come with progress.

import { find } from "./element.js";
import { say } from "./state.js";

// Who asks: a newer question of it ends an older one.
const client = Math.random().toString(36).slice(2);
export const clientOf = (part) => `${client}-${part}`;

// `read` makes of an answer what it says.
export async function fetched(path, signal, read = JSON.parse) {
  const reply = await fetch(path, { signal });
  const text = await reply.text();
  const body = reply.ok ? read(text) : JSON.parse(text);
  if (!reply.ok) throw Object.assign(new Error(body.fout.melding), { fout: body.fout, status: reply.status });
  return body;
}

// Words at the knob, as the command line says them.
export const wordsOf = (fout) => [fout.melding, ...fout.hulp].join("; ");
export const toldOf = (error) => (error.fout ? wordsOf(error.fout) : say("bank_weg"));

// A workbook of rows, which the server makes of any; null, and why, where it cannot.
export async function workbook(title, csv, origin) {
  const asked = new URLSearchParams({ titel: title, herkomst: origin, lang: document.documentElement.lang });
  try {
    const reply = await fetch(`/api/tabel.xlsx?${asked}`, { method: "POST", body: csv });
    if (!reply.ok) throw Object.assign(new Error(), await reply.json());
    return await reply.blob();
  } catch (error) {
    find("bank-stand").textContent = toldOf(error);
    return null;
  }
}

export const isOver = (error) => error.name === "AbortError" || error.status === 409;

// An answer that takes a while: `act.progress`, `act.remark`, `act.answer` (as text) and `act.wrong` hear of it until
// `signal` ends it.
export function followed(path, signal, act) {
  const source = new EventSource(path);
  const stop = () => source.close();
  signal.addEventListener("abort", stop);
  source.addEventListener("progress", ({ data }) => { if (!signal.aborted) act.progress?.(JSON.parse(data)); });
  source.addEventListener("remark", ({ data }) => { if (!signal.aborted) act.remark?.(data); });
  source.addEventListener("answer", ({ data }) => {
    stop();
    if (!signal.aborted) act.answer(data);
  });
  source.addEventListener("error", ({ data }) => {
    stop();
    if (!signal.aborted) act.wrong(data ? wordsOf(JSON.parse(data).fout) : say("bank_weg"));
  });
}

export const wait = (time) => new Promise((done) => { setTimeout(done, time); });

// The question of a panel: one at a time, asked when the hand has been still for `pause`, and not again while it is
// the same. `told` says how far it is; `show` gets the answer and what was remarked on the way to it, and `wrong` hears
// that there is none.
export function asker() {
  let asking = new AbortController();
  let answered = null;
  const end = () => asking.abort();
  const forget = () => {
    end();
    answered = null;
  };
  async function ask(path, pause, told, show, wrong) {
    end();
    asking = new AbortController();
    const { signal } = asking;
    if (path === answered) return;
    told.textContent = say("bank_zoekt");
    await wait(pause);
    if (signal.aborted) return;
    const remarks = [];
    followed(path, signal, {
      remark: (words) => remarks.push(words),
      progress: ({ complete }) => { told.textContent = say("bank_runs", complete); },
      answer: (text) => {
        answered = path;
        told.textContent = say("bank_gevonden");
        show(JSON.parse(text), remarks);
      },
      wrong: (words) => {
        told.textContent = words;
        wrong?.();
      },
    });
  }
  return { ask, end, forget };
}

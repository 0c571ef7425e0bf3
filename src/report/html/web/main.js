// Starts the page: what stands in plain JSON first, the gemeenten when they are unpacked.

import { t, unpack } from "./data.js";
import { byId } from "./dom.js";
import { setSheet } from "./axes.js";
import { redraw } from "./state.js";
import { showAnswer } from "./answer.js";
import { showFans } from "./fan.js";
import { showRhythm } from "./rhythm.js";
import { showMap } from "./map.js";
import { unfoldForPrint } from "./explain.js";
import { showGemeente } from "./gemeente.js";
import { showTable } from "./table.js";
import { showWhy } from "./waterfall.js";
import { showSources } from "./sources.js";

// Content width of an A4 sheet with its margins, in CSS pixels.
const A4 = 672;

// In print everything is drawn for the sheet and every fold stands open; an explanation as far as fits.
function printing() {
  let opened = [];
  window.addEventListener("beforeprint", () => {
    setSheet(A4);
    redraw();
    opened = [...document.querySelectorAll("details.vouw:not([open])")];
    for (const fold of opened) fold.open = true;
    opened.push(...unfoldForPrint());
  });
  window.addEventListener("afterprint", () => {
    setSheet(null);
    for (const fold of opened) fold.open = false;
    redraw();
  });
}

// Draws again when the width changes, once a frame.
function resizing() {
  let width = document.documentElement.clientWidth;
  let asked = 0;
  window.addEventListener("resize", () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      if (document.documentElement.clientWidth === width) return;
      width = document.documentElement.clientWidth;
      redraw();
    });
  });
}

async function start() {
  showAnswer();
  showFans();
  showRhythm();
  showSources();
  await unpack();
  showMap();
  const follow = showGemeente();
  showTable();
  showWhy();
  printing();
  resizing();
  // Last, when what stands above the gemeente has its height.
  follow();
  document.documentElement.dataset.klaar = String(Math.round(performance.now()));
}

start().catch((error) => {
  const message = byId("fout");
  message.hidden = false;
  message.textContent = t("fout", String(error));
  throw error;
});

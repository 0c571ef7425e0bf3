// Starts the page: what stands in plain JSON first, what goes by gemeente when it is unpacked.

import { listen, over, redrawn, unpack, unpackNow } from "./base/data.js";
import { followAddress, readAddress } from "./base/address.js";
import { followMenu } from "./base/menu.js";
import { byId, fail } from "./base/dom.js";
import { setSheet } from "./base/width.js";
import { redraw } from "./base/state.js";
import { showAnswer } from "./section/answer.js";
import { showFans } from "./section/fan.js";
import { showRhythm } from "./section/rhythm.js";
import { showWeights } from "./section/question/tornado.js";
import { showTradeOff } from "./section/question/frontier.js";
import { showMap } from "./section/map.js";
import { unfoldForPrint } from "./section/explain.js";
import { showGemeente } from "./section/gemeente.js";
import { showGroups } from "./section/groups.js";
import { showFunnel } from "./section/funnel.js";
import { showTable } from "./section/table.js";
import { showWhy } from "./section/waterfall.js";
import { showAccount } from "./section/account.js";
import { showSources } from "./section/sources.js";

// Content width of an A4 sheet with its margins, in CSS pixels.
const A4 = 672;

// Whether the page has a part: a summary and a report of one gemeente leave some out.
const has = (part) => byId(part) !== null;

// Draws something the first time that it is asked for.
function once(draw) {
  let drawn = null;
  return () => (drawn ??= { result: draw() }).result;
}

// What needs the figures by gemeente; gives what tells the search box of a gemeente.
const showPlaces = once(() => {
  if (has("kaart")) showMap();
  return has("gemeente") ? showGemeente() : () => {};
});

// The long lists far below.
const showLists = once(() => {
  if (has("groepen")) showGroups();
  if (has("uiteen")) showFunnel();
  if (has("tabel")) showTable();
  if (has("waarom")) showWhy();
  if (has("rekenschap")) showAccount();
  if (has("bronnen")) showSources();
});

// In print everything is drawn for the sheet and every fold stands open; an explanation as far as fits. A browser
// without a screen prints as soon as the page is loaded: what is not drawn yet is drawn now.
function printing() {
  let opened = [];
  listen("beforeprint", () => {
    unpackNow();
    setSheet(A4);
    showPlaces();
    showLists();
    redraw();
    opened = [...document.querySelectorAll("details.vouw:not([open])")];
    for (const fold of opened) fold.open = true;
    opened.push(...unfoldForPrint());
  });
  listen("afterprint", () => {
    setSheet(null);
    for (const fold of opened) fold.open = false;
    redraw();
  });
}

// Draws again when the width changes, once a frame.
function resizing() {
  let width = document.documentElement.clientWidth;
  let asked = 0;
  listen("resize", () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      if (document.documentElement.clientWidth === width) return;
      width = document.documentElement.clientWidth;
      redraw();
    });
  });
}

// When what was drawn has been laid out and painted.
const painted = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });

// What is drawn again is drawn at once where the reader looks; the rest when that is painted.
const EARLY = ["antwoord", "zekerheid", "gewichten", "ritme", "afweging"];
const BY_GEMEENTE = ["kaart", "gemeente"];
const inView = (part) => !redrawn || redrawn.includes(part);
const looksBelow = (parts) => redrawn && redrawn.some((part) => !parts.includes(part));

// Milliseconds since the page was asked for, where a test finds them.
const mark = (name) => { document.documentElement.dataset[name] = String(Math.round(performance.now())); };

// The answer, the map and the gemeente first; when the reader sees them, the long lists far below.
async function start() {
  // Before anything is drawn: asking for a width later has the browser lay out the page for it.
  resizing();
  printing();
  readAddress();
  const unpacking = unpack();
  showAnswer();
  const early = [["zekerheid", showFans], ["gewichten", showWeights], ["ritme", showRhythm], ["afweging", showTradeOff]].filter(([part]) => has(part));
  for (const [part, show] of early) if (inView(part)) show();
  await unpacking;
  if (over.signal.aborted) return;
  if (redrawn && !looksBelow(EARLY)) {
    tellFirst();
    await painted();
    if (over.signal.aborted) return;
  }
  for (const [part, show] of early) if (!inView(part)) show();
  const ask = showPlaces();
  followMenu();
  // When what stands above the gemeente has its height.
  const go = followAddress(ask);
  // Where the page stands says nothing: a browser moves it along with what is drawn above.
  let elsewhere = false;
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) listen(kind, () => { elsewhere = true; });
  if (!looksBelow([...EARLY, ...BY_GEMEENTE])) {
    tellFirst();
    await painted();
  }
  mark("bruikbaar");
  if (over.signal.aborted) return;
  showLists();
  tellFirst();
  // A part far below is there only now; a reader who went elsewhere stays there.
  if (!elsewhere && !redrawn) go();
  await painted();
  mark("klaar");
}

// When what the reader looks at is drawn.
let tellFirst;
export const inSight = new Promise((done) => { tellFirst = done; });
export const started = start();
started.catch(fail);

// The menu that stays in view: it tells which part is being read.

import { listen, over } from "./data.js";
import { byId } from "./dom.js";

export function followMenu() {
  const links = new Map([...document.querySelectorAll(".wijzer a")].map((link) => [link.hash.slice(1), link]));
  const row = document.querySelector(".wijzer .baan");
  // A summary is one sheet, and has no menu.
  if (!row) return;
  for (const link of links.values()) link.dataset.naam = link.textContent;
  // Who presses a link, or stands on it with the keys, keeps it where it is.
  let pressed = false;
  listen("pointerdown", ({ target }) => { pressed = row.contains(target); });
  for (const end of ["pointerup", "pointercancel"]) listen(end, () => { pressed = false; });
  // Who swipes the row is not pulled back while the same part is read.
  let told = null;
  const tell = (id) => {
    if (id === told) return;
    told = id;
    for (const [own, link] of links) {
      if (own === id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    const link = links.get(id);
    if (pressed || row.querySelector(":focus-visible")) return;
    if (link && row.scrollWidth > row.clientWidth) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
  };
  // The last part that has come up to a quarter of the screen.
  const parts = ["antwoord", ...links.keys()].map(byId);
  const look = () => tell(parts.findLast((part) => part.getBoundingClientRect().top <= window.innerHeight / 4)?.id);
  let asked = 0;
  const soon = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(look);
  };
  listen("scroll", soon, { passive: true });
  // Also when a part moves because one above it grows.
  const seen = new IntersectionObserver(soon, { rootMargin: "-25% 0px -74% 0px" });
  for (const part of parts) seen.observe(part);
  over.signal.addEventListener("abort", () => seen.disconnect());
}

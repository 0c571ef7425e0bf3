// The menu that stays in view: it tells which part is being read.

import { byId } from "./dom.js";

export function followMenu() {
  const links = new Map([...document.querySelectorAll(".wijzer a")].map((link) => [link.hash.slice(1), link]));
  const row = document.querySelector(".wijzer .baan");
  const tell = (id) => {
    for (const [own, link] of links) {
      if (own === id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    const link = links.get(id);
    if (link && row.scrollWidth > row.clientWidth) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
  };
  // The part that crosses a line just below the menu.
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) tell(target.id);
    }
  }, { rootMargin: "-25% 0px -74% 0px" });
  for (const id of ["antwoord", ...links.keys()]) seen.observe(byId(id));
}

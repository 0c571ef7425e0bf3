// What changed is marked for a second, where one looks: figures in view are held beside what stood there before.

const LEAVES = "#cijfer, .feiten dd, .svg .waarde, .svg .eind, td, .uitersten span";
const MOST = 600;

const places = (root) => [...root.querySelectorAll(":scope > section")];

function inView(section) {
  const { top, bottom } = section.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

// The sections in view.
export const sectionsInView = () => places(document.getElementById("inhoud")).filter(inView);

// What stands in these sections.
export function seen(sections) {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return null;
  return sections.map((section) => [section.id, [...section.querySelectorAll(LEAVES)].slice(0, MOST).map((leaf) => leaf.textContent)]);
}

// Marks what is otherwise now.
export function markChanged(before) {
  for (const [id, texts] of before ?? []) {
    const leaves = [...(document.getElementById(id)?.querySelectorAll(LEAVES) ?? [])].slice(0, MOST);
    if (leaves.length !== texts.length) continue;
    leaves.forEach((leaf, index) => { if (leaf.textContent !== texts[index]) leaf.classList.add("net-anders"); });
  }
}

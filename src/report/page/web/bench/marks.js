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

const MARK = "net-anders";

// What a leaf is held among: its kind, within the nearest element with a name.
function amongWhat(leaf) {
  const kind = [...leaf.classList].find((name) => name !== MARK) ?? leaf.localName;
  return `${leaf.closest("[id]").id} ${kind}`;
}

// The leaves of these sections by group: a group with more lines than before, as when draws come, does not keep
// another from being held beside what it was.
function leavesOf(sections) {
  const groups = new Map();
  for (const section of sections) {
    for (const leaf of [...section.querySelectorAll(LEAVES)].slice(0, MOST)) {
      const group = amongWhat(leaf);
      groups.set(group, [...(groups.get(group) ?? []), leaf]);
    }
  }
  return groups;
}

// What stands in these sections, nothing where motion is not wanted: the sections by name, and the texts of each group.
export function seen(sections) {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return null;
  const texts = [...leavesOf(sections)].map(([group, leaves]) => [group, leaves.map((leaf) => leaf.textContent)]);
  return { sections: sections.map((section) => section.id), texts: new Map(texts) };
}

// Marks what is otherwise now.
export function markChanged(before) {
  if (!before) return;
  const sections = before.sections.map((id) => document.getElementById(id)).filter(Boolean);
  for (const [group, leaves] of leavesOf(sections)) {
    const texts = before.texts.get(group);
    if (leaves.length !== texts?.length) continue;
    leaves.forEach((leaf, index) => { if (leaf.textContent !== texts[index]) leaf.classList.add(MARK); });
  }
}

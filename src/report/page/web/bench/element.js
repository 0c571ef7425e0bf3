// Making elements of the panel. Text only ever goes in as text, never as markup.

export const find = (id) => document.getElementById(id);

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const el = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

export const drawnEl = (tag, attributes = {}, ...children) => filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

export const button = (words, act, attributes = {}) => el("button", { type: "button", onclick: act, ...attributes }, words);

// A choice from a list of [value, words], under a label.
export const choice = (label, options, value, act) => el("label", { class: "bank-keus" }, el("span", {}, label),
  el("select", { onchange: ({ target }) => act(target.value) }, options.map(([own, words]) => el("option", { value: own, selected: own === value }, words))));

// A field under a label.
export const entry = (label, attributes) => el("label", { class: "bank-keus" }, el("span", {}, label), el("input", { autocomplete: "off", ...attributes }));

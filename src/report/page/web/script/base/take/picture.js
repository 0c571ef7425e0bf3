// A chart as a picture by itself: what is drawn, with the words around it, on a ground of its own, with its title and
// where it comes from. Colours are those of the light page, whatever the reader's screen.

// What of the style of a mark stands in a picture.
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "paint-order"];
const LETTERS = ["font-family", "font-size", "font-weight", "text-anchor"];
const AWAY = ".peil, .peiler, .peiltip, .tip, .ring, .gekozen, .teken, title, desc";
const [MARGIN, NARROWEST] = [24, 420];
const SPACE = "http://www.w3.org/2000/svg";

function put(tag, attributes, ...children) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

const round = (number) => Math.round(number * 100) / 100;

// A drawing with its looks written at every mark: a picture has no style sheet.
function flat(drawing, frame) {
  const copy = put("g", {});
  const [box, view] = [drawing.getBoundingClientRect(), drawing.viewBox.baseVal];
  const scale = view?.width ? box.width / view.width : 1;
  frame.edges.push(box.right);
  copy.setAttribute("transform", `translate(${round(box.left - frame.left)} ${round(box.top - frame.top)}) scale(${round(scale)})`);
  const taken = (element) => {
    const style = getComputedStyle(element);
    if (element.matches(AWAY) || style.display === "none" || style.visibility === "hidden") return null;
    const own = element.cloneNode(false);
    for (const { name } of [...own.attributes]) if (/^(class|style|id|role|tabindex|visibility|aria-.*|data-.*)$/.test(name)) own.removeAttribute(name);
    if (element.tagName !== "g") {
      for (const name of [...LOOKS, ...(/^t(ext|span)$/.test(element.tagName) ? LETTERS : [])]) {
        const value = style.getPropertyValue(name);
        if (value && value !== "none" && value !== "normal") own.setAttribute(name, value);
        else if (name === "fill") own.setAttribute(name, "none");
      }
    }
    for (const child of element.childNodes) {
      const part = child.nodeType === Node.TEXT_NODE ? document.createTextNode(child.data) : child.nodeType === Node.ELEMENT_NODE ? taken(child) : null;
      if (part) own.append(part);
    }
    return own;
  };
  for (const child of drawing.children) copy.append(taken(child) ?? "");
  return copy;
}

let pen = null;
function measured(font) {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = font;
  return pen;
}

const fontOf = (style) => `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;

// The words around a drawing, each line where it stands.
function wordsIn(place, frame) {
  const found = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(`svg, button, select, details, ${AWAY}`) || !node.data.trim() ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const style = getComputedStyle(node.parentElement);
    const { fontBoundingBoxAscent: above } = measured(fontOf(style)).measureText("x");
    const lines = [];
    for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const box = range.getBoundingClientRect();
      if (!box.width) continue;
      const last = lines.at(-1);
      frame.edges.push(box.right);
      if (last && Math.abs(last.box.top - box.top) < 2) last.words.push(word);
      else lines.push({ box, words: [word] });
    }
    for (const { box, words } of lines) {
      found.push(put("text", { x: round(box.left - frame.left), y: round(box.top - frame.top + above), fill: style.color, "font-family": style.fontFamily, "font-size": style.fontSize, "font-weight": style.fontWeight }, words.join(" ")));
    }
  }
  return found;
}

// Swatches of a legend.
function boxesIn(place, frame) {
  return [...place.querySelectorAll(".vak")].map((element) => {
    const box = element.getBoundingClientRect();
    frame.edges.push(box.right);
    return put("rect", { x: round(box.left - frame.left), y: round(box.top - frame.top), width: round(box.width), height: round(box.height), fill: getComputedStyle(element).backgroundColor });
  });
}

// A text on lines of a width.
function broken(text, font, width) {
  const ruler = measured(font);
  const lines = [""];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (!lines.at(-1) || ruler.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

// The picture of these places together, with words above and below: `heads` and `feet` are texts with the element whose
// letters they have.
export function picture(places, { heads, feet, title }) {
  const root = document.documentElement;
  root.classList.add("licht");
  try {
    const boxes = places.map((place) => place.getBoundingClientRect());
    const frame = { left: Math.min(...boxes.map((box) => box.left)), top: Math.min(...boxes.map((box) => box.top)), edges: [] };
    const body = put("g", {});
    for (const place of places) {
      const drawings = place.matches("svg") ? [place] : [...place.querySelectorAll("svg")];
      body.append(...boxesIn(place, frame), ...drawings.map((drawing) => flat(drawing, frame)), ...wordsIn(place, frame));
    }
    // A drawing may be narrower than its place.
    const wide = Math.max(NARROWEST, Math.ceil(Math.max(...frame.edges) - frame.left));
    const tall = Math.max(...boxes.map((box) => box.bottom)) - frame.top;
    const parts = [];
    let y = MARGIN;
    const write = ({ text, like, size, weight }) => {
      const style = getComputedStyle(like);
      const font = `${weight ?? style.fontWeight} ${size}px ${style.fontFamily}`;
      for (const line of broken(text, font, wide)) {
        y += size * 1.32;
        parts.push(put("text", { x: MARGIN, y: round(y - size * 0.3), fill: style.color, "font-family": style.fontFamily, "font-size": `${size}px`, "font-weight": weight ?? style.fontWeight }, line));
      }
    };
    heads.filter(({ text }) => text).forEach(write);
    y += 12;
    body.setAttribute("transform", `translate(${MARGIN} ${round(y)})`);
    y += tall + 10;
    feet.filter(({ text }) => text).forEach(write);
    const [width, height] = [wide + 2 * MARGIN, Math.ceil(y + MARGIN - 6)];
    const svg = put("svg", { xmlns: SPACE, width, height, viewBox: `0 0 ${width} ${height}`, role: "img" }, put("title", {}, title), put("rect", { width, height, fill: "#ffffff" }), ...parts, body);
    return { svg: new XMLSerializer().serializeToString(svg), width, height };
  } finally {
    root.classList.remove("licht");
  }
}

// How many points wide a picture of points is at least: that of a slide.
const SLIDE = 1920;

// The same as points.
export async function asPoints({ svg, width, height }) {
  const scale = Math.max(2, SLIDE / width);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => { canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"); });
}

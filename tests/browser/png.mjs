// Screenshots made small: a page has few colours, and text packs better by number of colour than by difference with
// its neighbours, which is how a browser writes a PNG.

import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = 8;
const [NONE, SUB, UP, AVERAGE, PAETH] = [0, 1, 2, 3, 4];
const COLOURS = 256;

// The parts of a PNG by name; of several of one name all bytes.
function partsOf(png) {
  const parts = new Map();
  for (let at = SIGNATURE; at < png.length;) {
    const size = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    parts.set(name, Buffer.concat([parts.get(name) ?? Buffer.alloc(0), png.subarray(at + 8, at + 8 + size)]));
    at += 12 + size;
  }
  return parts;
}

// What a line takes a dot to be, from those before it.
function guessed(kind, left, above, corner) {
  if (kind === PAETH) return paeth(left, above, corner);
  return { [NONE]: 0, [SUB]: left, [UP]: above, [AVERAGE]: (left + above) >> 1 }[kind];
}

function paeth(left, above, corner) {
  const [toLeft, toAbove, toCorner] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

// The bytes of all dots: what stands in a PNG is the difference with a guess, one kind of guess for each line.
function dotsOf(lines, width, height, wide) {
  const long = width * wide;
  const dots = Buffer.alloc(height * long);
  for (let y = 0; y < height; y += 1) {
    const kind = lines[y * (long + 1)];
    for (let x = 0; x < long; x += 1) {
      const at = y * long + x;
      const left = x >= wide ? dots[at - wide] : 0;
      const above = y ? dots[at - long] : 0;
      const corner = x >= wide && y ? dots[at - long - wide] : 0;
      dots[at] = lines[y * (long + 1) + 1 + x] + guessed(kind, left, above, corner);
    }
  }
  return dots;
}

function part(name, bytes) {
  const named = Buffer.concat([Buffer.from(name, "latin1"), bytes]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(bytes.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}

const far = (one, other) => [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);

// The lines and columns that are not of one colour with the corner, first and last, and some air around them.
function filled(width, height, margin, colourAt) {
  const paper = colourAt(width * height - 1);
  const isBare = (count, dot) => Array.from({ length: count }, (_, place) => dot(place)).every((own) => colourAt(own) === paper);
  const ends = (count, bare) => {
    const used = [...Array(count).keys()].filter((place) => !bare(place));
    return [Math.max(0, (used[0] ?? 0) - margin), Math.min(count, (used.at(-1) ?? count) + 1 + margin)];
  };
  return [ends(width, (x) => isBare(height, (y) => y * width + x)), ends(height, (y) => isBare(width, (x) => y * width + x))];
}

// The same picture with the 256 colours that it has most of; of the rest, edges of letters, each is the nearest of them. Paper
// around it that is wider than the margin is cut off.
export function packed(png, margin) {
  const parts = partsOf(png);
  const head = parts.get("IHDR");
  const [width, height, wide] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9] === 2 ? 3 : 4];
  const dots = dotsOf(inflateSync(parts.get("IDAT")), width, height, wide);
  const colourAt = (dot) => (dots[dot * wide] << 16) | (dots[dot * wide + 1] << 8) | dots[dot * wide + 2];
  const counts = new Map();
  for (let dot = 0; dot < width * height; dot += 1) counts.set(colourAt(dot), (counts.get(colourAt(dot)) ?? 0) + 1);
  const kept = [...counts].sort(([one, often], [other, less]) => less - often || one - other).slice(0, COLOURS).map(([colour]) => colour);
  const places = new Map([...counts.keys()].map((colour) => [colour, kept.reduce((best, own, place) => (far(colour, own) < far(colour, kept[best]) ? place : best), 0)]));
  const [[left, right], [top, bottom]] = filled(width, height, margin, colourAt);
  const [across, down] = [right - left, bottom - top];
  // Every line begins with the kind of its guesses: none.
  const lines = Buffer.alloc(down * (across + 1));
  for (let y = 0; y < down; y += 1) for (let x = 0; x < across; x += 1) lines[y * (across + 1) + 1 + x] = places.get(colourAt((top + y) * width + left + x));
  const newHead = Buffer.from(head);
  newHead.writeUInt32BE(across, 0);
  newHead.writeUInt32BE(down, 4);
  [newHead[8], newHead[9]] = [8, 3];
  const palette = Buffer.from(kept.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([png.subarray(0, SIGNATURE), part("IHDR", newHead), part("PLTE", palette), part("IDAT", deflateSync(lines, { level: 9 })), part("IEND", Buffer.alloc(0))]);
}

// Unpacks what the page carries: base64, zlib (RFC 1950 and 1951). At once and not in a stream: a browser that
// prints a page as soon as it is loaded waits for nothing.

const BASE_LENGTH = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const MORE_LENGTH = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const BASE_BACK = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const MORE_BACK = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST = 15;

// A table from the next 15 bits to a symbol and the length of its code.
function codes(lengths) {
  const table = new Uint16Array(1 << LONGEST);
  let code = 0;
  for (let size = 1; size <= LONGEST; size += 1) {
    lengths.forEach((own, symbol) => {
      if (own !== size) return;
      // The bits of a code come first to last, those of a number last to first.
      let turned = 0;
      for (let bit = 0; bit < size; bit += 1) turned |= ((code >> bit) & 1) << (size - 1 - bit);
      for (let place = turned; place < table.length; place += 1 << size) table[place] = (symbol << 4) | size;
      code += 1;
    });
    code <<= 1;
  }
  return table;
}

const damaged = () => new Error("damaged data");

// For browsers that cannot read base64 into bytes.
function letters(text) {
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < bytes.length; place += 1) bytes[place] = text.charCodeAt(place);
  return bytes;
}

// The bytes that were packed.
export function inflate(packed) {
  const bytes = Uint8Array.fromBase64?.(packed) ?? letters(atob(packed));
  if (bytes.length < 6 || (bytes[0] & 15) !== 8 || ((bytes[0] << 8) | bytes[1]) % 31) throw damaged();
  let [at, held, room, end] = [2, 0, 0, 0];
  let out = new Uint8Array(bytes.length * 4);
  const need = (count) => {
    while (room < count) {
      // Past the end there are zeros: the last code may look further than it is long.
      if (at > bytes.length + 4) throw damaged();
      held |= (bytes[at] ?? 0) << room;
      at += 1;
      room += 8;
    }
  };
  const bits = (count) => {
    need(count);
    const value = held & ((1 << count) - 1);
    held >>>= count;
    room -= count;
    return value;
  };
  const symbol = (table) => {
    need(LONGEST);
    const found = table[held & ((1 << LONGEST) - 1)];
    if (!found) throw damaged();
    held >>>= found & 15;
    room -= found & 15;
    return found >> 4;
  };
  const grow = (count) => {
    if (end + count <= out.length) return;
    const larger = new Uint8Array(Math.max(out.length * 2, end + count));
    larger.set(out.subarray(0, end));
    out = larger;
  };
  const stored = () => {
    const skip = room & 7;
    held >>>= skip;
    room -= skip;
    const size = bits(16);
    if (bits(16) !== (size ^ 0xffff)) throw damaged();
    grow(size);
    for (let place = 0; place < size; place += 1) out[end + place] = bits(8);
    end += size;
  };
  const tables = () => {
    const [literals, backs, count] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const sizes = new Array(19).fill(0);
    for (let place = 0; place < count; place += 1) sizes[ORDER[place]] = bits(3);
    const first = codes(sizes);
    const lengths = [];
    while (lengths.length < literals + backs) {
      const found = symbol(first);
      if (found < 16) lengths.push(found);
      else if (found === 16) lengths.push(...new Array(3 + bits(2)).fill(lengths[lengths.length - 1] ?? 0));
      else lengths.push(...new Array(found === 17 ? 3 + bits(3) : 11 + bits(7)).fill(0));
    }
    return [codes(lengths.slice(0, literals)), codes(lengths.slice(literals, literals + backs))];
  };
  const usual = () => [codes(Array.from({ length: 288 }, (_, place) => (place < 144 ? 8 : place < 256 ? 9 : place < 280 ? 7 : 8))), codes(new Array(30).fill(5))];
  const copied = ([literals, backs]) => {
    for (let found = symbol(literals); found !== 256; found = symbol(literals)) {
      if (found < 256) {
        grow(1);
        out[end] = found;
        end += 1;
        continue;
      }
      const size = BASE_LENGTH[found - 257] + bits(MORE_LENGTH[found - 257]);
      const far = symbol(backs);
      const back = BASE_BACK[far] + bits(MORE_BACK[far]);
      if (!(back <= end)) throw damaged();
      grow(size);
      for (let place = 0; place < size; place += 1) out[end + place] = out[end + place - back];
      end += size;
    }
  };
  for (let last = 0; !last;) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 3) throw damaged();
    if (kind === 0) stored();
    else copied(kind === 1 ? usual() : tables());
  }
  // What is left is the checksum, four bytes: nothing is missing.
  if (at - (room >> 3) + 4 !== bytes.length) throw damaged();
  return out.subarray(0, end);
}

// JSON that was packed in an element.
export const unpacked = (id) => JSON.parse(new TextDecoder().decode(inflate(document.getElementById(id).textContent)));

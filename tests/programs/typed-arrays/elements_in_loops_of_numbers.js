// Elements of TypedArrays in loops of numbers, beside those of arrays.
const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, Array];
const values = [0, 1, -1, 1.5, -1.5, 127.5, 128, 255.5, 256, 65535, 65536, 2147483648, -2147483649, 4294967295.5, NaN, Infinity, -0];
function copy(to, from) {
  for (let i = 0; i < from.length; i++) to[i] = from[i];
  return to;
}
function scale(to, from, by) {
  for (let i = 0; i < from.length; i++) to[i] = from[i] * by + 0.25;
  return to;
}
function total(list, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += list[i] * 0.5;
  return sum;
}
function xor(list) {
  let h = 7;
  for (let i = 0; i < list.length; i++) h = (h << 3) ^ list[i] ^ (h >>> 7);
  return h;
}
const text = (list) => Array.from(list, (v) => (Object.is(v, -0) ? '-0' : String(v))).join(' ');
for (const Kind of kinds) {
  const a = copy(new Kind(values.length), values);
  const b = scale(new Kind(values.length), a, 0.75);
  console.log(Kind.name, text(a), '|', text(b));
  console.log(total(b, b.length), total(b, b.length + 2), xor(a));
}
console.log(text(copy(new Int32Array(4), ['5', true, null, { valueOf: () => 9.5 }])));
try {
  copy(new Float64Array(3), [1, 2n, 3]);
} catch (e) {
  console.log(e.constructor.name);
}
try {
  copy(new BigInt64Array(3), [1n, 2, 3n]);
} catch (e) {
  console.log(e.constructor.name);
}

// What is stored is converted first, and that may do anything.
function detaching(n) {
  const buffer = new ArrayBuffer(64);
  const list = new Float64Array(buffer);
  const out = [];
  for (let i = 0; i < n; i++) {
    list[i & 7] = i === 5 ? { valueOf() { structuredClone(buffer, { transfer: [buffer] }); return 1; } } : i * 0.5;
    out.push(list[i & 7], list.length);
  }
  return out;
}
console.log(text(detaching(8)));
function resizing(n) {
  const buffer = new ArrayBuffer(16, { maxByteLength: 64 });
  const list = new Uint8Array(buffer);
  const out = [];
  for (let i = 0; i < n; i++) {
    if (i % 3 === 2) buffer.resize((i * 8) % 64);
    list[i] = i + 250;
    out.push(list[i], list.length);
  }
  return out;
}
console.log(text(resizing(12)));

// One site, elements of every sort.
function last(list) {
  let sum = 0;
  for (let i = 0; i < list.length; i++) sum = sum + list[i] * 2;
  return sum;
}
const odd = [1, 2, 3];
Object.defineProperty(odd, 1, { get: () => 20 });
const lists = [[1, 2.5], new Float64Array([1, 2.5]), new Uint8Array([3, 4]), [1, , 3], ['7', 1], odd, 'abc', { length: 2, 0: 4, 1: 5 }, new Int16Array([-5, 6]), [1n]];
for (let k = 0; k < 2; k++) {
  for (const list of lists) {
    try {
      console.log(String(last(list)));
    } catch (e) {
      console.log(e.constructor.name);
    }
  }
}

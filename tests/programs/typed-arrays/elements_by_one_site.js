// Elements of all types by the same two sites, at the ends, out of bounds, and while buffers go away or change their length.
const types = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
];
const get = (a, i) => a[i];
const set = (a, i, v) => { a[i] = v; };
const show = v => (Object.is(v, -0) ? '-0' : String(v));

const values = [
  0, -0, 1, -1, 1.5, -1.5, 2.5, 127, 128, 255, 256, 300.7, -129, 32768, 65536.9, 2147483647, 2147483648, 4294967295, 4294967296.5,
  -2147483649, 1e20, -1e300, NaN, Infinity, -Infinity, true, null, undefined, '7', 'x', '', { valueOf: () => 42 }, [5],
];
for (const T of types) {
  const a = new T(3);
  const line = values.map(v => {
    set(a, 1, v);
    return show(get(a, 1));
  });
  console.log(T.name, line.join(' '), show(get(a, 0)), show(get(a, 2)));
}

for (const T of types) {
  const a = T.of(1, 2, 3);
  const keys = [0, 2, 3, -1, 1.5, -0, 4294967295, 1e10, '1', '3', 'length', NaN, Infinity];
  console.log(T.name, keys.map(k => show(get(a, k))).join(' '));
  for (const k of [3, -1, 1.5, 4294967295, '3', '-0']) set(a, k, 9);
  console.log(Object.keys(a).join(), a.join(), a.length);
}

for (const T of [BigInt64Array, BigUint64Array]) {
  const a = new T(2);
  set(a, 0, -1n);
  console.log(T.name, get(a, 0), get(a, 1), get(a, 2));
  try {
    set(a, 0, 1);
  } catch (e) {
    console.log(e.constructor.name);
  }
  try {
    set(new Int32Array(1), 0, 1n);
  } catch (e) {
    console.log(e.constructor.name);
  }
}

const shared = new ArrayBuffer(32);
const doubles = new Float64Array(shared, 8, 2);
const bytes = new Uint8Array(shared);
const ints = new Int32Array(shared, 16);
set(doubles, 0, 1.1);
set(ints, 0, -5);
console.log(Array.from(bytes, (_, i) => get(bytes, i)).join(), get(doubles, 1), get(ints, 3), get(ints, 4));
// All the bit patterns that a NaN may have come back as NaN.
for (const b of [0x7f, 0xff]) {
  for (const low of [0xf0, 0xf8, 0xff]) {
    set(bytes, 15, b);
    set(bytes, 14, low);
    set(bytes, 8, 1);
    const d = get(doubles, 0);
    console.log(b, low, show(d), typeof d, d === d, [d].includes(NaN));
  }
}

// A buffer goes away between one element and the next; also while a value is converted.
const going = new Float64Array([1, 2, 3]);
let sum = 0;
for (let i = 0; i < 3; i++) {
  sum += get(going, i) ?? 100;
  if (i === 0) structuredClone(going.buffer, { transfer: [going.buffer] });
  set(going, i, 7);
}
console.log(sum, going.length, get(going, 0));
const converted = new Int32Array([1, 2]);
set(converted, 0, { valueOf() { structuredClone(converted.buffer, { transfer: [converted.buffer] }); return 5; } });
console.log(converted.length, get(converted, 0), get(converted, 1));
const moved = structuredClone(new Uint8Array([1, 2, 3]));
set(moved, 1, 9);
console.log(get(moved, 0), get(moved, 1), moved.length);
const original = new Uint8Array([4, 5, 6]);
const received = structuredClone(original, { transfer: [original.buffer] });
set(received, 0, 1);
set(original, 0, 1);
console.log(get(received, 0), get(received, 2), get(original, 0), original.length);

const resizable = new ArrayBuffer(16, { maxByteLength: 64 });
const fixed = new Int32Array(resizable, 0, 4);
const tracking = new Int32Array(resizable);
for (const length of [16, 8, 64, 0, 16]) {
  resizable.resize(length);
  set(fixed, 3, 3);
  set(tracking, 1, 1);
  console.log(length, get(fixed, 3), get(fixed, 1), fixed.length, get(tracking, 1), get(tracking, 15), tracking.length);
}
const sharing = new Int32Array(new SharedArrayBuffer(8));
set(sharing, 1, 6);
console.log(get(sharing, 1), get(sharing, 2));

// Sites that have seen arrays before and after.
const mixed = [[1, 2], new Uint8Array([3]), { 0: 4 }, 'five', new Float64Array([6.5]), arguments_of(7), new Proxy([8], {})];
function arguments_of() { return arguments; }
console.log(mixed.map(m => get(m, 0)).join());
for (const m of mixed) if (typeof m !== 'string') set(m, 0, 9.5);
console.log(mixed.map(m => get(m, 0)).join());
class Sub extends Float64Array { get first() { return this[0]; } }
const sub = new Sub(2);
sub.tag = 'x';
set(sub, 0, 2.25);
console.log(sub.first, sub.tag, get(sub, 0), get(sub, 'tag'));
Object.setPrototypeOf(sub, null);
console.log(get(sub, 0), get(sub, 5));
let total = 0;
const many = new Float64Array(1000);
for (let i = 0; i < 1000; i++) many[i] = i % 7 ? i / 3 : i;
for (let turn = 0; turn < 50; turn++) for (let i = 0; i < many.length; i++) total += many[i];
console.log(total);
// gc-period: 7

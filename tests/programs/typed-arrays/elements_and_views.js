const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float32Array, Float64Array];
for (const K of kinds) console.log(K.name, K.BYTES_PER_ELEMENT, K.length,
  [...new K([1.5, -1, 300, 70000, 2 ** 32 + 5, NaN, 254.5])].join());
for (const K of [BigInt64Array, BigUint64Array]) console.log(K.name,
  [...new K([1n, -1n, BigInt(2) ** BigInt(63)])].join());
const buffer = new ArrayBuffer(16);
const bytes = new Uint8Array(buffer);
new DataView(buffer).setFloat64(0, Math.PI);
console.log([...bytes].join(), new DataView(buffer).getFloat64(0) === Math.PI, new DataView(buffer).getInt16(2, true),
  new DataView(buffer, 8).byteLength);
const f64 = new Float64Array(buffer);
f64[1] = 1;
console.log(bytes.subarray(8).join(), f64.byteOffset, bytes.subarray(8).byteOffset);
const u16 = new Uint16Array([1, 2, 3, 4, 5]);
u16[7] = 1;
u16['-0'] = 1;
u16['1.5'] = 1;
u16.x = 'own';
u16[-1] = 1;
console.log(Object.keys(u16).join(), 7 in u16, '-0' in u16, u16['1.5'], u16.x, Reflect.set(u16, 9, 1),
  Reflect.defineProperty(u16, 0, { value: 9, writable: false }), delete u16.x, Reflect.deleteProperty(u16, 1));
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(u16, 0)), u16.at(-1), u16.with(0, 9).join(),
  u16.toReversed().join(), u16.toSorted((a, b) => b - a).join());
console.log(u16.map((x) => x * 2).join('-'), u16.filter((x) => x & 1).join(), u16.reduce((a, b) => a + b),
  u16.indexOf(3), u16.includes(9), u16.lastIndexOf(5), u16.find((x) => x > 2), u16.findLast((x) => x < 3));
u16.set([7, 8], 3);
u16.copyWithin(0, 3);
console.log(u16.join(), u16.slice(1, 3).join(), u16.fill(6, 1, 2).join(), u16.reverse().join());
const floats = new Float64Array([3, NaN, -0, 0, -Infinity, 1]);
console.log([...floats.sort()].map((x) => Object.is(x, -0) ? '-0' : x).join());
console.log(Float32Array.from({ length: 3 }, (_, i) => i / 2).join(), Int8Array.of(1, 2).join(),
  Int8Array.from(new Set([4, 5])).join());
for (const [i, v] of new Int8Array([9, 8]).entries()) console.log(i, v);
console.log(Object.prototype.toString.call(bytes), bytes instanceof Object.getPrototypeOf(Uint8Array),
  ArrayBuffer.isView(bytes), String(u16));
class Mine extends Uint8Array { double() { return this.map((x) => x * 2); } }
const mine = new Mine([1, 2]).double();
console.log(mine instanceof Mine, mine.join(), mine);
console.log(new Int16Array([1, -2]), new Uint8Array(0), new Uint8Array([1, 2]).buffer);
const error = (f) => { try {
  f();
  console.log('no error');
} catch (e) { console.log(e.constructor.name); } };
error(() => new Uint16Array(buffer, 1));
error(() => new Uint32Array(new ArrayBuffer(3)));
error(() => new Uint8Array(-1));
error(() => Uint8Array(1));
error(() => new Uint8Array([1n]));
error(() => new BigInt64Array([1]));
error(() => new (Object.getPrototypeOf(Uint8Array))());
error(() => new DataView(buffer).getInt32(14));
error(() => new Uint8Array(2).set([1, 2], 1));
const child = Object.create(new Uint8Array([1, 2]));
child[0] = 5;
child[9] = 5;
console.log(Object.keys(child).join(), child[0], child[9]);

// Buffers, views of them, and their transfer.
const buffer = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer;
const copy = structuredClone({ buffer, bytes: new Uint8Array(buffer, 2, 3), view: new DataView(buffer, 1), words: new Uint16Array(buffer) });
console.log(copy);
console.log(copy.buffer !== buffer, copy.bytes.buffer === copy.buffer, copy.view.buffer === copy.buffer, copy.bytes.byteOffset, copy.view.byteLength);
copy.bytes[0] = 99;
console.log(new Uint8Array(buffer)[2], new Uint8Array(copy.buffer)[2]);
for (const Class of [Int8Array, Uint8ClampedArray, Int16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array]) {
  console.log(structuredClone(new Class(2)));
}
const moved = structuredClone({ buffer, again: new Uint8Array(buffer, 4) }, { transfer: [buffer] });
console.log(moved, buffer.byteLength, moved.again.buffer === moved.buffer);
const bytes = new Uint8Array([1, 2]);
const only = structuredClone(null, { transfer: [bytes.buffer] });
console.log(only, bytes.length);
const refuse = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.message);
  }
};
refuse(() => structuredClone(buffer));
refuse(() => structuredClone(bytes));
const kept = new ArrayBuffer(4);
refuse(() => structuredClone(kept, { transfer: [kept, kept] }));
refuse(() => structuredClone(Math.max, { transfer: [kept] }));
console.log(kept.byteLength);
const resizable = new ArrayBuffer(4, { maxByteLength: 8 });
const grown = structuredClone(resizable);
console.log(grown.resizable, grown.maxByteLength, grown.byteLength);

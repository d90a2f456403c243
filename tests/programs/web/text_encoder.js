// TextEncoder.
const encoder = new TextEncoder();
console.log(encoder.encoding, encoder.encode('a\xe9\u20ac\u{1f600}'), encoder.encode('\ud800x\udc00'), encoder.encode());
console.log(encoder.encode(undefined).length, encoder.encode(null).length, encoder.encode(12));
const into = (text, size) => {
  const bytes = new Uint8Array(size);
  const { read, written } = encoder.encodeInto(text, bytes);
  console.log(read, written, bytes);
};
into('abc', 2);
into('a\u20ac', 3);
into('a\u20ac', 4);
into('\u{1f600}z', 5);
into('\u{1f600}z', 3);
into('', 1);
const part = new Uint8Array([1, 2, 3, 4, 5, 6]);
console.log(encoder.encodeInto('xyz', part.subarray(2, 4)), part);
const attempt = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
attempt(() => TextEncoder());
attempt(() => encoder.encodeInto(5, new Uint8Array(2)));
attempt(() => encoder.encodeInto('a', [1]));
attempt(() => encoder.encodeInto('a', new Uint16Array(1)));
attempt(() => TextEncoder.prototype.encode.call({}));
console.log(Object.prototype.toString.call(encoder), Object.keys(TextEncoder.prototype));

// performance and crypto: what can be told of them without knowing the time or the bytes.
const a = performance.now();
let n = 0;
while (performance.now() === a) n++;
console.log(performance.now() > a, typeof a, a >= 0);
console.log(Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 1000);
console.log(performance.toJSON().timeOrigin === performance.timeOrigin, Object.prototype.toString.call(performance));
const attempt = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
attempt(() => performance.now.call({}));
attempt(() => new Performance());

const uuid = crypto.randomUUID();
console.log(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid), crypto.randomUUID() !== uuid);
const bytes = new Uint8Array(64);
console.log(crypto.getRandomValues(bytes) === bytes, bytes.some((b) => b !== 0));
const words = new Uint32Array(4);
crypto.getRandomValues(words.subarray(1, 3));
console.log(words[0], words[3]);
console.log(crypto.getRandomValues(new BigUint64Array(1)).length, crypto.getRandomValues(new Uint8Array(65536)).length);
attempt(() => crypto.getRandomValues(new Uint8Array(65537)));
attempt(() => crypto.getRandomValues(new Float64Array(1)));
attempt(() => crypto.getRandomValues(new DataView(new ArrayBuffer(1))));
attempt(() => crypto.getRandomValues([1]));
attempt(() => crypto.randomUUID.call({}));
attempt(() => new Crypto());
console.log(crypto instanceof Crypto, Object.prototype.toString.call(crypto));

const kinds = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array];
for (const K of kinds) {
  const a = new K(2);
  const answers = [
    Atomics.store(a, 1, 300.9), Atomics.add(a, 1, -1), Atomics.sub(a, 1, 70000), Atomics.and(a, 1, 0x7fff),
    Atomics.or(a, 1, 5), Atomics.xor(a, 1, -1), Atomics.exchange(a, 1, '7'), Atomics.compareExchange(a, 1, 7, -2),
    Atomics.compareExchange(a, 1, 7, 9), Atomics.load(a, 1), Atomics.load(a, 0),
  ];
  console.log(`${K.name}:`, answers.join(' '));
}
for (const K of [BigInt64Array, BigUint64Array]) {
  const a = new K(new SharedArrayBuffer(16));
  const answers = [
    Atomics.store(a, 1, 2n ** 64n + 5n), Atomics.add(a, 1, -6n), Atomics.sub(a, 1, 1n), Atomics.and(a, 1, 0xffn),
    Atomics.or(a, 1, 1n << 40n), Atomics.xor(a, 1, -1n), Atomics.exchange(a, 1, 7n),
    Atomics.compareExchange(a, 1, 2n ** 64n + 7n, 8n), Atomics.load(a, 1),
  ];
  console.log(`${K.name}:`, answers.join(' '));
}
console.log('store gives zero:', Object.is(Atomics.store(new Int8Array(1), 0, -0), 0));
console.log('lock free:', [1, 2, 3, 4, 8, 16].map((n) => Atomics.isLockFree(n)).join());

function kindOfError(what, f) {
  try {
    console.log(`${what}:`, f());
  } catch (e) {
    console.log(`${what}:`, e.name);
  }
}
const words = new Int32Array(new SharedArrayBuffer(8));
kindOfError('of floats', () => Atomics.add(new Float64Array(1), 0, 1));
kindOfError('of clamped bytes', () => Atomics.load(new Uint8ClampedArray(1), 0));
kindOfError('of an array', () => Atomics.load([1], 0));
kindOfError('past the end', () => Atomics.load(words, 2));
kindOfError('before the start', () => Atomics.load(words, -1));
kindOfError('a number for a BigInt', () => Atomics.store(new BigInt64Array(1), 0, 1));
kindOfError('no constructor', () => new Atomics.add(words, 0, 1));
kindOfError('notify', () => Atomics.notify(words, 0, 1));
kindOfError('notify of bytes', () => Atomics.notify(new Int8Array(1), 0, 1));
kindOfError('wait for another value', () => Atomics.wait(words, 0, 1, 0));
kindOfError('wait for a millisecond', () => Atomics.wait(words, 0, 0, 1));
kindOfError('wait on what is not shared', () => Atomics.wait(new Int32Array(1), 0, 0, 0));

// What converts a value may take the element away. Node throws a TypeError for the first of these.
const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
const shrinking = new Uint8Array(buffer);
kindOfError('shrunk', () => Atomics.store(shrinking, 6, { valueOf: () => (buffer.resize(4), 1) }));
const gone = new Uint8Array(4);
kindOfError('detached', () => Atomics.add(gone, 0, { valueOf: () => (gone.buffer.transfer(), 1) }));
console.log(Object.prototype.toString.call(Atomics), typeof globalThis.Atomics);

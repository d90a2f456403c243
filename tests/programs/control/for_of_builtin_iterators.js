// for-of over the iterators of arrays, TypedArrays, Maps and Sets: without result objects where nobody can tell.
function listed(label, iterable, step = () => {}) {
  const seen = [];
  for (const value of iterable) {
    seen.push(value);
    step(value);
    if (seen.length > 8) break;
  }
  console.log(label, seen);
}
const list = ['a', 'b', 'c'];
listed('keys', list.keys());
listed('values', list.values());
listed('entries', list.entries());
listed('holes', [1, , 3].entries());
listed('array-like', Array.prototype.values.call({ length: 2, 0: 'zero', 1: 'one' }));
listed('keys of text', Array.prototype.keys.call('xyz'));
listed('getter', Array.prototype.entries.call({ length: 1, get 0() { return 'got'; } }));
const growing = [1];
listed('growing', growing.values(), (value) => { if (value < 4) growing.push(value + 1); });
const shrinking = [1, 2, 3, 4];
listed('shrinking', shrinking.keys(), () => { shrinking.length -= 1; });
listed('TypedArray values', new Int16Array([7, 8]).values());
listed('TypedArray entries', new Float64Array([0.5]).entries());
const map = new Map([['x', 1], ['y', 2], ['z', 3]]);
listed('Map keys', map.keys());
listed('Map values', map.values());
listed('Map entries', map.entries());
listed('deleted meanwhile', map.keys(), () => { map.delete('y'); });
listed('added meanwhile', map.values(), (value) => { if (value < 3) map.set(`${value}`, value + 2); });
const set = new Set([1, 2]);
listed('Set values', set.values());
listed('Set keys', set.keys());
listed('Set entries', set.entries());
listed('cleared meanwhile', set.values(), () => { set.clear(); });
const begun = map.entries();
begun.next();
listed('begun', begun);
listed('at its end', begun);
const left = list.values();
for (const value of left) {
  console.log('left at', value);
  break;
}
listed('what was left', left);
const own = list.values();
own.next = () => ({ done: own.count > 1, value: own.count++ });
own.count = 0;
listed('a next of its own', own);
const crossed = list.values();
crossed.next = map.keys().next;
try {
  listed('a next of others', crossed);
} catch (error) {
  console.log(error.message);
}
const closed = map.keys();
closed.return = () => {
  console.log('closed');
  return {};
};
for (const key of closed) {
  console.log(key);
  break;
}
const throwing = Array.prototype.values.call({ length: 2, get 1() { throw new Error('element'); } });
try {
  listed('throwing', throwing);
} catch (error) {
  console.log(error.message, throwing.next());
}
const [first, second] = map.entries();
console.log('pattern', first, second);
const [, ...others] = set.add(5).add(6).values();
console.log('rest', others);
function* delegated() {
  yield* list.entries();
}
console.log('yield*', [...delegated()]);
console.log('Array.from', Array.from(map.keys(), (key) => `${key}!`));
console.log('new Map', new Map(map.entries()).size);
const buffer = new ArrayBuffer(4, { maxByteLength: 8 });
const tracking = new Uint8Array(buffer);
listed('resized', tracking.keys(), (i) => { if (i === 1) buffer.resize(3); });
const fixed = new Uint8Array(buffer, 0, 3);
try {
  listed('out of bounds', fixed.values(), () => buffer.resize(1));
} catch (error) {
  console.log(error.name);
}

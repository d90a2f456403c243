// Proposals and ES2026 beyond Node 20: checked against the specification texts.
console.log(JSON.stringify([...Iterator.concat([1], new Set([2, 3]), 'ab'.split(''))]));
console.log(JSON.stringify([...Iterator.zip([[1, 2, 3], [4, 5]])]),
  JSON.stringify([...Iterator.zip([[1, 2], [3]], { mode: 'longest', padding: ['p', 'q'] })]));
console.log(JSON.stringify([...Iterator.zipKeyed({ a: [1, 2], b: [3, 4], c: undefined })]));
try { [...Iterator.zip([[1], []], { mode: 'strict' })]; } catch (e) { console.log(e.name); }
console.log(JSON.stringify([...[1, 2, 3, 4, 5].values().chunks(2)]),
  JSON.stringify([...[1, 2, 3, 4].values().windows(3)]), JSON.stringify([...[1].values().windows(3, 'allow-partial')]));
console.log([1, 2, NaN].values().includes(NaN), [1, 2].values().includes(1, 1), [1, null, 'x'].values().join('-'));
const closing = (name, n = 3) => ({ i: 0, next() {
  return { value: ++this.i, done: this.i > n };
}, return() {
  console.log('close', name);
  return {};
}, __proto__: Iterator.prototype });
const z = Iterator.zip([closing('a'), closing('b')]);
z.next();
console.log(JSON.stringify(z.return()), JSON.stringify(z.next()));
for (const f of [(i) => i.map(1), (i) => i.take(-1), (i) => i.chunks(0), (i) => i.drop(NaN), (i) => i.reduce()]) try {
  f(closing('argument'));
} catch (e) {
  console.log(e.name);
}
closing('dispose')[Symbol.dispose]();
console.log(Iterator.from({ next: () => ({ done: true }) }) instanceof Iterator, Object.prototype.toString.call(z),
  z[Symbol.iterator]() === z);

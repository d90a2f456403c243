function low() {
  throw new RangeError('low level', { cause: 7 });
}
function mid() {
  try { low(); } catch (e) { throw new Error('mid failed', { cause: e }); }
}
function top() {
  try { mid(); } catch (e) { throw new TypeError('top failed', { cause: e }); } finally { console.log('top finally'); }
}
try {
  top();
} catch (e) {
  for (let c = e, d = 0; c !== undefined; c = c.cause, d++) console.log(' '.repeat(d), c?.name ?? typeof c,
    c?.message ?? c);
}
const same = new Error('same');
let hops = 0;
function hop(n) {
  try { if (n) hop(n - 1); else throw same; } catch (e) {
    hops++;
    throw e;
  }
}
try {
  hop(10);
} catch (e) {
  console.log(e === same, hops);
}
for (const v of [1, 'str', null, undefined, { a: 1 }, [2], false]) try {
  throw v;
} catch (e) {
  console.log(typeof e, e === v);
}
function r() {
  try { return 'try'; } finally { console.log('cleanup'); }
}
console.log(r());
const arr = [1, 2, 3];
try {
  arr.forEach((x) => { if (x === 2) throw x; });
} catch (x) {
  console.log('stopped at', x);
}
console.log((() => {
  try { JSON.parse('{bad'); } catch ({ name }) { return name; }
})());

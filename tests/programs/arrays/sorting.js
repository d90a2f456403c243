// Sorting by text and by comparators, of packed arrays and of everything else.
const show = (a) => console.log(JSON.stringify(a, (k, v) => (v === undefined ? 'undefined' : Object.is(v, -0) ? '-0' : Number.isNaN(v) ? 'NaN' : typeof v === 'bigint' ? `${v}n` : v)));
show([10, 9, 1, 100, 2, 20, 0, -1, -10, -2, -100, 2147483647, -2147483648, 1000000000, 999999999].sort());
const integers = [];
for (let i = 0; i < 400; i++) integers.push((Math.imul(i, 2654435761) >> (i % 30)) | 0);
console.log(integers.toSorted().join() === integers.map(String).sort().join(), integers.toSorted()[7]);
show([3, -0, 0, 2 ** 31, 2 ** 53, 1e21, 0.5, -1.5, NaN, Infinity].sort());
show(['b', 'a', 'é', 'z', '€', 'aa', '', 'A', '\ud83d\ude00', '\uffff', '\ud83d'].sort());
show(['b', 1, null, undefined, true, [2, 1], { toString: () => 'c' }, 'a'].sort().map(String));
let rope = 'x';
for (let i = 0; i < 100; i++) rope += String.fromCharCode(97 + (i % 26));
show([rope + 'b', rope + 'a', rope, 'y'].sort().map((s) => s.slice(-2)));
const sparse = [3, , 1, undefined, , 2];
sparse.sort();
show([sparse.length, Object.keys(sparse), sparse.slice(0, 4)]);
show([3, , 1].toSorted());
show([, , ,].sort().length);
// Comparators: what they return, see and do.
show([3, 1, 2].sort(() => 0));
show([3, 1, 2].sort((a, b) => (a < b ? '1' : '-1')));
show([3, 1, 2].sort((a, b) => ({ valueOf: () => b - a })));
show([3, 1, 2].sort(() => NaN));
show([3, 1, 2].sort(() => undefined));
show([5, 1, 4].sort((a, b) => 0.5 * (a - b)));
for (const bad of [() => 1n, () => Symbol(), () => { throw new RangeError('stop'); }]) {
  const a = [2, 1, 3];
  try { a.sort(bad); } catch (e) { console.log(e.name, a.join()); }
}
for (const bad of [null, 1, {}, 'f']) try { [1].sort(bad); } catch (e) { console.log(e.name); }
const shrinking = [5, 4, 3, 2, 1];
shrinking.sort((a, b) => { shrinking.length = 0; return a - b; });
show(shrinking);
const pushing = [3, 2, 1];
pushing.sort((a, b) => { if (pushing.length === 3) pushing.push(0); return a - b; });
show(pushing);
const writing = [3, 2, 1];
writing.sort((a, b) => { writing[0] = 'w'; return a - b; });
show(writing);
const turning = [3, 2, 1];
turning.sort((a, b) => { Object.defineProperty(turning, 1, { get: () => 'got', set(v) { console.log('set', v); }, configurable: true }); return a - b; });
show(turning);
const freezing = [2, 1];
try { freezing.sort((a, b) => { Object.freeze(freezing); return a - b; }); } catch (e) { console.log(e.name, freezing.join()); }
const stable = Array.from({ length: 200 }, (_, i) => ({ key: i % 7, i }));
console.log(stable.sort((a, b) => a.key - b.key).every((r, i, all) => i === 0 || all[i - 1].key < r.key || all[i - 1].i < r.i));
// Holes with prototypes, getters, array-likes, Proxies.
Array.prototype[1] = 'p';
const inheriting = [2, , 1];
inheriting.sort();
delete Array.prototype[1];
show([inheriting, Object.keys(inheriting)]);
const likes = { length: 4, 0: 'c', 2: 'a', 3: 'b', 5: 'x' };
show(Array.prototype.sort.call(likes));
const log = [];
const proxy = new Proxy(['b', , 'a'], {
  has(t, k) { log.push(`has ${k}`); return k in t; },
  get(t, k) { log.push(`get ${String(k)}`); return t[k]; },
  set(t, k, v) { log.push(`set ${k}`); t[k] = v; return true; },
  deleteProperty(t, k) { log.push(`delete ${k}`); return delete t[k]; },
});
Array.prototype.sort.call(proxy);
console.log(log.join());
const read = { length: 2, get 0() { return 'z'; }, set 0(v) { console.log('set 0', v); }, 1: 'a' };
show(Array.prototype.sort.call(read));
// Typed arrays.
show([...new Float64Array([3, NaN, -0, 0, -Infinity, 1.5, -1, Infinity, NaN, 0, -0]).sort()]);
show([...new Int8Array([3, -1, 127, -128, 0]).sort()]);
show([...new BigInt64Array([3n, -1n, 2n ** 62n, -5n]).sort()]);
show([...new Float32Array([2, 1, 3]).toSorted((a, b) => b - a)]);
const negative = new Float64Array(new BigUint64Array([0xfff8000000000000n, 0x3ff0000000000000n, 0xfff0000000000000n]).buffer);
show([...negative.sort()]);
const detaching = new Uint8Array([3, 1, 2]);
detaching.sort((a, b) => { if (detaching.length) structuredClone(detaching.buffer, { transfer: [detaching.buffer] }); return a - b; });
show(detaching.length);

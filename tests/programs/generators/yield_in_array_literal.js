function* g() { return [yield 'a', , yield 'b', ...(yield 'c'), ...[yield 'd', yield 'e'], (yield 'f')]; }
const it = g();
let r = it.next();
const ans = { a: 1, b: 'two', c: 'xyz', d: 4.5, e: null, f: undefined };
let n = 0;
while (!r.done) {
  n++;
  r = it.next(ans[r.value]);
}
console.log(n, r.value.length, 1 in r.value);
for (let i = 0; i < r.value.length; i++) console.log(i, r.value[i]);
function* deep() { return [[yield 1, [yield 2]], [[yield 3]]]; }
const d = deep();
d.next();
d.next('a');
d.next('b');
console.log(JSON.stringify(d.next('c').value));
function* badSpread() { try { return [0, ...(yield 1)]; } catch (e) { return e.name; } }
const b = badSpread();
b.next();
console.log(b.next(5).value);

// Loops in which what an optimiser may guess of numbers and layouts is always wrong: strings, `undefined`, BigInts, three layouts.
class A { constructor(v) { this.v = v; } }
class B { constructor(v) { this.w = 1; this.v = v; } }
class C { constructor(v) { this.z = 1; this.w = 2; this.v = v; } }
function ofStrings(items, n) { let sum = 0; for (let i = 0; i < n; i++) sum = sum + (items[i & 7] * 2 - 1); return sum; }
function ofMissing(object, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) { const t = object.missing; sum = sum + i * 2 - (t === undefined ? 1 : 2); if (t * 2 > 3 - i) sum++; }
  return sum;
}
function ofBigInts(base, n, m) { let r = 1n, b = base; for (let i = 0; i < n; i++) { r = r * b % m; b = b * b % m - 1n; } return r; }
function ofLayouts(objects) {
  let sum = 0;
  for (let i = 0; i < objects.length; i++) { const o = objects[i]; sum = sum + o.v * 2 - i; o.v = o.v + 1 - 1; }
  return sum;
}
const strings = ['1', '2', '3', '4', '5', '6', '7', '8'], objects = [];
for (let i = 0; i < 300; i++) objects.push(i % 3 === 0 ? new A(i) : i % 3 === 1 ? new B(i) : new C(i));
let total = 0, big = 0n;
for (let k = 0; k < 2000; k++) {
  total += ofStrings(strings, 1000) + ofMissing({ x: 1 }, 1000);
  for (let i = 0; i < 10; i++) total += ofLayouts(objects);
  big += ofBigInts(3n, 64, 1000003n);
}
console.log('wrong_guesses', total, big);

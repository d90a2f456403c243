const a = [1, 2, 3];
const out = [];
for (const x of a) {
  out.push(x);
  if (x < 3) a.push(x + 10);
}
console.log(out.join());
const b = [1, 2, 3, 4];
out.length = 0;
for (const x of b) {
  out.push(x);
  b.shift();
}
console.log(out.join());
const m = new Map([[1, 'a'], [2, 'b']]);
out.length = 0;
for (const [k] of m) {
  out.push(k);
  if (k < 4) {
    m.delete(k);
    m.set(k + 2, 'c');
  }
}
console.log(out.join());
const s = new Set([1, 2, 3]);
out.length = 0;
for (const x of s) {
  out.push(x);
  if (x === 1) {
    s.delete(2);
    s.add(4);
  }
  if (x === 4 && out.length < 6) {
    s.delete(1);
    s.add(1);
  }
}
console.log(out.join());
function* lazy(arr) {
  for (const x of arr) yield x;
}
const l = [1];
const it = lazy(l);
console.log(it.next().value);
l.push(2);
console.log(it.next().value, it.next().done);
l.push(3);
console.log(it.next().done);
const ai = [1][Symbol.iterator]();
ai.next();
console.log(ai.next().done);
const e = [7, , 9];
console.log([...e].join('|'), [...e.keys()].join(), [...e.entries()].length);
const o = { a: 1, b: 2, c: 3 };
out.length = 0;
for (const k in o) {
  out.push(k);
  delete o.c;
}
console.log(out.join());
function* both(xs) {
  const i = xs[Symbol.iterator]();
  for (let r; !(r = i.next()).done;) {
    yield r.value;
    xs.length = 2;
  }
}
console.log([...both([1, 2, 3, 4])].join());

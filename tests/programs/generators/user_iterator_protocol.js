class Range {
  constructor(lo, hi, step = 1) { Object.assign(this, { lo, hi, step }); }
  [Symbol.iterator]() {
    let v = this.lo;
    const { hi, step } = this;
    return { next: () => v < hi ? { value: (v += step) - step, done: false } : { value: 'range done', done: true } };
  }
}
console.log([...new Range(0, 5)].join(), Math.min(...new Range(3, 9, 2)));
function* d() {
  const r = yield* new Range(0, 2);
  yield r;
}
console.log([...d()].join());
const truthyDone = { [Symbol.iterator]() {
  let n = 0;
  return { next: () => ({ value: n, done: n++ && 'yes' }) };
} };
console.log([...truthyDone].join());
const noDone = { [Symbol.iterator]() {
  let n = 0;
  return { next() { return n++ < 2 ? {} : { done: 1 }; } };
} };
console.log([...noDone].length, [...noDone][0]);
const args = [];
const spy = { [Symbol.iterator]() {
  return { next(...a) {
    args.push(a.length);
    return { done: args.length > 2 };
  } };
} };
for (const x of spy);
console.log(args.join());
args.length = 0;
(function* () {
  yield* spy;
})().next();
console.log(args.join());
const inherit = Object.create({ next() {
  return { done: true };
} });
inherit[Symbol.iterator] = function () {
  return this;
};
console.log([...inherit].length);
const replaced = [1, 2];
replaced[Symbol.iterator] = function* () {
  yield 'patched';
};
console.log([...replaced].join(), Array.from(replaced).join(), Math.max(...[1, 2]));
let nexts = 0;
const swap = { [Symbol.iterator]() {
  return this;
}, get next() {
  nexts++;
  let k = 0;
  return () => ({ value: k, done: k++ >= 3 });
} };
for (const x of swap);
console.log(nexts);
for (const bad of [null, undefined, 1, {}, () => 1]) {
  try { for (const x of bad); } catch (e) { console.log(e.name); }
}

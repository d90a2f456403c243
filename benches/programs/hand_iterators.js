// Iterators written by hand, as classes with `next`, in for-of, spread and destructuring.
class Range {
  constructor(from, to, step = 1) { this.from = from; this.to = to; this.step = step; }
  [Symbol.iterator]() { return new RangeIterator(this.from, this.to, this.step); }
}
class RangeIterator {
  constructor(at, to, step) { this.at = at; this.to = to; this.step = step; }
  next() {
    if (this.at >= this.to) return { value: undefined, done: true };
    const value = this.at;
    this.at += this.step;
    return { value, done: false };
  }
  [Symbol.iterator]() { return this; }
}
class Mapped {
  constructor(source, f) { this.source = source; this.f = f; }
  [Symbol.iterator]() {
    const inner = this.source[Symbol.iterator](), f = this.f;
    return { next() { const r = inner.next(); return r.done ? r : { value: f(r.value), done: false }; } };
  }
}
let sum = 0;
for (let round = 0; round < 300; round++) {
  for (const n of new Range(0, 5000)) sum = (sum + n) % 1000003;
  for (const n of new Mapped(new Range(0, 3000, 2), (n) => n * round)) sum = (sum + n) % 1000003;
  const [first, , third, ...rest] = new Range(round, round + 50);
  sum += first + third + rest.length + Math.max(...new Range(0, 100));
}
console.log('hand_iterators', sum);

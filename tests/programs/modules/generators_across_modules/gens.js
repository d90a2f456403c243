export function* range(a, b) { while (a < b) yield a++; }
export class Chain {
  constructor(s) { this.s = s; }
  map(f) {
    const s = this.s;
    return new Chain((function* () { for (const x of s) yield f(x); })());
  }
  filter(p) {
    const s = this.s;
    return new Chain((function* () { for (const x of s) if (p(x)) yield x; })());
  }
  *[Symbol.iterator]() { yield* this.s; }
}
export const twice = function* (x) {
  yield x;
  yield x;
  return x + ' done';
};

class Money {
  constructor(v, c) {
    this.v = v;
    this.c = c;
  }
  [Symbol.toPrimitive](hint) {
    return hint === 'number' ? this.v : hint === 'string' ? this.v + this.c : 'default ' + this.v;
  }
  get [Symbol.toStringTag]() { return 'Money'; }
  static [Symbol.hasInstance](x) { return 'v' in x && 'c' in x; }
  toJSON() { return { money: this.v }; }
}
const m = new Money(5, 'EUR');
console.log(+m, `${m}`, m + '', m * 2, m == 'default 5', m > 4, Object.prototype.toString.call(m),
  ({ v: 1, c: 2 }) instanceof Money, JSON.stringify([m]));
class V {
  valueOf() { return 7; }
  toString() { return 'str'; }
}
const v = new V();
console.log(v + 1, `${v}`, v * 1, String(v), [v].join(), { str: 'key' }[v]);
class Bad {
  [Symbol.toPrimitive]() { return {}; }
}
try {
  +new Bad();
} catch (e) {
  console.log(e.name);
}
class Bad2 {
  valueOf() { return {}; }
  toString() { return []; }
}
try {
  new Bad2() + 1;
} catch (e) {
  console.log(e.name);
}
console.log(String({}), String([1, [2, 3]]), `${() => 1}`.length > 0, ({ toString: null, valueOf: () => 3 }) + 1);

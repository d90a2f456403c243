class Stack extends Array {
  peek() { return this.at(-1); }
}
const s = new Stack();
s.push(1, 2, 3);
console.log(s.length, s.peek(), s instanceof Array, Array.isArray(s), s.join('-'));
s.length = 1;
console.log(s.peek(), s.map((x) => x + 1) instanceof Stack);
class DefaultMap extends Map {
  constructor(f, it) {
    super(it);
    this.f = f;
  }
  get(k) {
    if (!this.has(k)) this.set(k, this.f(k));
    return super.get(k);
  }
}
const d = new DefaultMap(() => 0, [['a', 5]]);
d.set('b', d.get('b') + 1);
console.log(d.get('a'), d.get('b'), d.size, d instanceof Map);
class MyErr extends Error {
  constructor(m, code) {
    super(m);
    this.name = 'MyErr';
    this.code = code;
  }
}
try {
  throw new MyErr('msg', 42);
} catch (e) {
  console.log(e instanceof MyErr, e instanceof Error, String(e), e.code);
}
class VErr extends TypeError {}
console.log(new VErr('x').name, new VErr('x') instanceof TypeError, Object.prototype.toString.call(new VErr('q')));
class US extends Set {
  union2(o) { return new US([...this, ...o]); }
}
console.log([...new US([1]).union2([2, 1])].join());
class Num extends Number {
  double() { return this * 2; }
}
console.log(new Num(21).double(), new Num(5) + 1, typeof new Num(1));
class Str extends String {
  shout() { return this.toUpperCase() + '!'; }
}
console.log(new Str('abc').shout(), new Str('abc').length);
class Fn extends Object {
  x = 1;
}
console.log(new Fn().x);

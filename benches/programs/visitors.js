// Visitors over trees of three and of eight kinds of nodes.
class Num { constructor(n) { this.n = n; } accept(v) { return v.num(this); } }
class Neg { constructor(a) { this.a = a; } accept(v) { return v.neg(this); } }
class Add { constructor(a, b) { this.a = a; this.b = b; } accept(v) { return v.add(this); } }
class Sub { constructor(a, b) { this.a = a; this.b = b; } accept(v) { return v.sub(this); } }
class Mul { constructor(a, b) { this.a = a; this.b = b; } accept(v) { return v.mul(this); } }
class Min { constructor(a, b) { this.a = a; this.b = b; } accept(v) { return v.min(this); } }
class Max { constructor(a, b) { this.a = a; this.b = b; } accept(v) { return v.max(this); } }
class If { constructor(c, a, b) { this.c = c; this.a = a; this.b = b; } accept(v) { return v.choose(this); } }
const LIMIT = 65521;
class Evaluator {
  num(e) { return e.n; }
  neg(e) { return -e.a.accept(this); }
  add(e) { return (e.a.accept(this) + e.b.accept(this)) % LIMIT; }
  sub(e) { return e.a.accept(this) - e.b.accept(this); }
  mul(e) { return (e.a.accept(this) * e.b.accept(this)) % LIMIT; }
  min(e) { const a = e.a.accept(this), b = e.b.accept(this); return a < b ? a : b; }
  max(e) { const a = e.a.accept(this), b = e.b.accept(this); return a > b ? a : b; }
  choose(e) { return e.c.accept(this) > 0 ? e.a.accept(this) : e.b.accept(this); }
}
class Counter {
  num() { return 1; }
  neg(e) { return 1 + e.a.accept(this); }
  add(e) { return 1 + e.a.accept(this) + e.b.accept(this); }
  sub(e) { return this.add(e); }
  mul(e) { return this.add(e); }
  min(e) { return this.add(e); }
  max(e) { return this.add(e); }
  choose(e) { return 1 + e.c.accept(this) + e.a.accept(this) + e.b.accept(this); }
}
let seed = 7;
const random = (n) => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % n;
function tree(depth, kinds) {
  if (depth === 0) return new Num(random(1000));
  const sub = () => tree(depth - 1, kinds);
  switch (random(kinds)) {
    case 0: return new Add(sub(), sub());
    case 1: return new Mul(sub(), sub());
    case 2: return new Neg(sub());
    case 3: return new Sub(sub(), sub());
    case 4: return new Min(sub(), sub());
    case 5: return new Max(sub(), sub());
    default: return new If(sub(), sub(), sub());
  }
}
const three = tree(13, 2), eight = tree(13, 7);
const evaluator = new Evaluator(), counter = new Counter();
let sum = 0;
for (let i = 0; i < 100; i++) {
  sum = (sum + three.accept(evaluator) + three.accept(counter)) % 1000003;
  sum = (sum + eight.accept(evaluator) + eight.accept(counter)) % 1000003;
}
console.log('visitors', sum);

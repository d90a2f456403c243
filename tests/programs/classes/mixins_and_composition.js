const Walk = (B) => class extends B {
  walk() { return this.name + ' walks'; }
  do() { return [...(super.do?.() ?? []), 'walk']; }
};
const Swim = (B) => class extends B {
  swim() { return this.name + ' swims'; }
  do() { return [...(super.do?.() ?? []), 'swim']; }
};
class Animal {
  constructor(name) { this.name = name; }
}
class Duck extends Swim(Walk(Animal)) {
  do() { return super.do().concat('quack'); }
}
const d = new Duck('Donald');
console.log(d.walk(), d.swim(), d.do().join());
const can = { fly() {
  return this.name + ' flies';
} };
Object.assign(Duck.prototype, can);
console.log(d.fly(), Object.keys(Duck.prototype).join());
let depth = 0;
for (let p = d; p; p = Object.getPrototypeOf(p)) depth++;
console.log(depth);
const make = (n) => class {
  static n = n;
  id = n * 10;
};
const cs = [1, 2].map(make);
console.log(cs.map((C) => C.n + ':' + new C().id).join());
class Visitor {
  visit(n) { return this['on' + n.kind](n); }
  onnum(n) { return n.v; }
  onadd(n) { return this.visit(n.l) + this.visit(n.r); }
}
class Printer extends Visitor {
  onnum(n) { return `${super.onnum(n)}`; }
  onadd(n) { return `(${this.visit(n.l)} + ${this.visit(n.r)})`; }
}
const tree = { kind: 'add', l: { kind: 'num', v: 1 },
  r: { kind: 'add', l: { kind: 'num', v: 2 }, r: { kind: 'num', v: 3 } } };
console.log(new Visitor().visit(tree), new Printer().visit(tree));

function* g() { yield 1; }
const it = g();
const GeneratorFunction = Object.getPrototypeOf(g).constructor;
const GenProto = Object.getPrototypeOf(g.prototype);
console.log(Object.prototype.toString.call(it), Object.prototype.toString.call(g), String(it));
console.log(it instanceof g, Object.getPrototypeOf(it) === g.prototype, g instanceof GeneratorFunction,
  g instanceof Function, typeof g, typeof it);
console.log(GeneratorFunction.name, GeneratorFunction.length, GeneratorFunction.prototype[Symbol.toStringTag],
  GenProto[Symbol.toStringTag]);
console.log(GeneratorFunction.prototype.prototype === GenProto, GenProto.constructor === GeneratorFunction.prototype);
console.log(Object.getOwnPropertyNames(GenProto).sort().join(), Object.getOwnPropertyNames(g).sort().join());
const IterProto = Object.getPrototypeOf(GenProto);
console.log(IterProto === Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())),
  it[Symbol.iterator]() === it, typeof IterProto[Symbol.iterator]);
const d = Object.getOwnPropertyDescriptor(g, 'prototype');
console.log(d.writable, d.enumerable, d.configurable);
const n = Object.getOwnPropertyDescriptor(GenProto, 'next');
console.log(n.writable, n.enumerable, n.configurable, GenProto.next.length, GenProto.return.length,
  GenProto.throw.length, GenProto.next.name);
g.prototype.extra = function () { return 'extra ' + this.next().value; };
console.log(it.extra(), 'extra' in g());
g.prototype = null;
console.log(Object.getPrototypeOf(g()) === GenProto);
const custom = { __proto__: GenProto, hi: 'there' };
g.prototype = custom;
console.log(g().hi, g() instanceof g);
console.log(it instanceof g, Object.keys(it).length, it.hasOwnProperty('next'));
for (const bad of [{}, undefined, g, 1]) try { GenProto.next.call(bad); } catch (e) { console.log(e.name); }

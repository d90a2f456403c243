// One site of a loop meets methods, getters of functions, own functions, and fields, of several classes.
class A { m() { return 'A' + this.v; } get f() { return 'get ' + this.v; } v = 1; }
class B extends A { m() { return 'B' + super.m(); } v = 2; }
class C extends A { get m() { return () => 'C by getter ' + this.v; } v = 3; }
class D { constructor() { this.v = 4; this.m = function () { return 'own ' + this.v; }; this.f = 'field'; } }
class E extends D { get g() { return 1; } }
const literal = { get m() { return () => 'own getter'; }, v: 5, get f() { return 'own get ' + this.v; } };
const chained = Object.create(literal, { v: { value: 6 } });
const all = [new A(), new B(), new C(), new D(), new E(), literal, chained];
function run(list, rounds) {
  const out = [];
  for (let r = 0; r < rounds; r++) {
    for (let i = 0; i < list.length; i++) {
      const o = list[i];
      out.push(o.m() + ' ' + o.f + ' ' + o.v);
      if (r === 2) o.v = r * 10 + i;
      if (r === 3 && i === 0) Object.defineProperty(A.prototype, 'm', { get() { return () => 'changed ' + this.v; }, configurable: true });
      if (r === 4 && i === 0) delete A.prototype.m;
      if (r === 4 && i === 0) A.prototype.m = function () { return 'again ' + this.v; };
    }
  }
  return out;
}
'use strict';
for (const order of [all, all.slice().reverse(), [all[2], all[0], all[1]], [all[5], all[6], all[5]]]) {
  try {
    console.log(run(order, 6).join('\n'));
  } catch (e) {
    console.log(e.constructor.name);
  }
}
// Strings and numbers among objects.
String.prototype.size = function () { return 's' + this.length; };
Number.prototype.size = function () { return 'n' + this; };
Array.prototype.size = function () { return 'a' + this.length; };
class Sized { size() { return 'sized'; } }
let text = '';
for (let i = 0; i < 24; i++) text += ['ab', 7, [1], new Sized(), 'c', { size: () => 'own' }][i % 6].size() + ' ';
console.log(text);

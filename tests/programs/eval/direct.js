// Direct eval sees and declares what is around it.
function show(...values) {
  console.log(values.map(String).join(' '));
}
function variables(p) {
  let l = 2;
  const c = 3;
  eval('p += 10; l++; var made = p + l + c; function fn() { return made; }');
  return [p, l, made, fn(), typeof made, delete made, typeof made].join();
}
show(variables(1));
function strict() {
  'use strict';
  eval('var hidden = 1');
  return typeof hidden;
}
show(strict(), (function () {
  eval('"use strict"; var own = 1');
  return typeof own;
})());
function closures() {
  const get = eval('() => x'), set = eval('(v) => { x = v }');
  var x = 1;
  set(5);
  return get() + ':' + x;
}
show(closures());
function shadowing() {
  var r = [];
  {
    let b = 'let';
    eval('var other = b');
    r.push(other);
  }
  for (let i = 0; i < 2; i++) r.push(eval('() => i'));
  return r.map(f => typeof f === 'function' ? f() : f).join();
}
show(shadowing());
function conflicts() {
  let a = 1;
  const messages = [];
  for (const text of ['var a', '{ var a }', 'let a = 2; a', 'function a() {}', 'a = 2', 'const d = 1; d = 2', ')',
    'x x']) {
    try { messages.push(eval(text)); } catch (e) { messages.push(e.name); }
  }
  return messages.join();
}
show(conflicts());
function implicit() {
  return [eval('this') === this, eval('arguments[1]'), eval('new.target') === undefined,
    (() => eval('arguments.length'))()].join();
}
show(implicit.call({}, 1, 2, 3));
class Base { who() { return 'base'; } static make() { return 'made'; } }
class Derived extends Base {
  #secret = 42;
  field = eval('this instanceof Derived');
  arrow = eval('() => this.#secret');
  constructor() {
    eval('super()');
    this.target = eval('new.target') === Derived;
  }
  who() { return eval('super.who() + this.#secret'); }
  has(o) { return eval('#secret in o'); }
  static make() { return eval('super.make()'); }
}
const d = new Derived();
show(d.who(), d.field, d.arrow(), d.target, d.has(d), d.has({}), Derived.make());
class Field { x = (() => { try { return eval('arguments'); } catch (e) { return e.name; } })(); }
show(new Field().x);
(function () {
  class Field { x = (() => { try { return eval('arguments'); } catch (e) { return e.name; } })(); }
  show(new Field().x);
})();
function parameters(a, b = eval('var inside = a + 1; inside'), c = () => inside) {
  var inside = 'body';
  return [b, c(), inside].join();
}
show(parameters(1));
function parameterConflict(a, b = eval('var a = 5')) {
  return a;
}
try { parameterConflict(1); } catch (e) { show(e.name); }
function nested() {
  var level = 0;
  return eval('level++; var one = 1; eval("level++; var two = 2; eval(\'level++; one + two + level\')")');
}
show(nested());
function late() {
  const f = () => typeof appears;
  const before = f();
  eval('var appears = 1');
  return before + f();
}
show(late());
function inner() {
  eval('var v = "function"');
  return (() => {
    eval('var v = "arrow"');
    return v;
  })() + v;
}
show(inner());
function shadowed(eval) { return eval('1 + 1'); }
show(shadowed(t => 'called with ' + t), shadowed(eval));
show(eval(5), eval(), eval({}) instanceof Object, eval(...['1 + 1', 2]), (0, eval)('typeof show'),
  eval?.('typeof show'));
function* generator() {
  eval('var state = 1');
  state += yield state;
  yield eval('state');
}
const g = generator();
show(g.next().value, g.next(4).value);
with ({ scoped: 'with' }) show(eval('scoped'), eval('var scoped = "set"; scoped'));
function caught() { try { throw 1; } catch (e) {
  eval('var e = 2');
  return e;
} }
show(caught());
function tdz() {
  try { eval('later'); } catch (e) { show(e.name); }
  let later = 1;
  return eval('later');
}
show(tdz());

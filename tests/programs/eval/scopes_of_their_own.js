// Lexical declarations of eval code are its own; each evaluation has fresh ones.
const indirect = eval;
function show(f) {
  try { console.log(String(f())); } catch (e) { console.log(e.name); }
}
show(() => indirect('f(); function f() { return x; } let x = 1'));
show(() => eval('f(); function f() { return x; } let x = 1'));
show(() => eval('"use strict"; f(); function f() { return x; } const x = 1'));
show(() => indirect('let own = 1; class K {} typeof own + typeof K') + typeof own + typeof K);
const counters = [0, 1].map(() => eval('let n = 0; () => ++n'));
show(() => [counters[0](), counters[0](), counters[1]()]);
show(() => indirect('var made = 1; made++; made') + typeof made + delete globalThis.made);
show(() => eval('for (let i = 0; i < 2; i++) { var last = () => i; } last()'));
show(() => eval('class A { static x = 1; static get() { return A.x; } } A.get()'));
show(() => indirect('const c = 1; (() => { c = 2; })()'));
show(() => eval('let a = 1; { let a = 2; eval("var b = a") } b'));
show(() => eval('let a = 1; eval("var a = 2")'));
show(() => eval('switch (1) { case 0: let z; default: z }'));
show(() => indirect('try { throw 1 } catch (e) { eval("var e = 2; e") }') + typeof e);
show(() => {
  'use strict';
  return eval('var s = 1; function g() { return s; } g()') + typeof s;
});
show(() => eval('(function self() { self = 1; return typeof self; })()'));
show(() => eval('with ({ p: 1 }) { var p = 2; (() => p)() }') + ',' + eval('typeof p'));
function spread(...rest) { return eval('rest.length + arguments.length'); }
show(() => spread(1, 2, 3));
show(() => ((a, b = () => eval('a')) => {
  var a = 'body';
  return b() + a;
})('param'));
show(() => {
  for (const k of [1, 2]) { var fs = (fs || []).concat(eval('() => k')); }
  return fs.map(f => f());
});
function deep(n) { return n === 0 ? eval('typeof arguments') : eval(`deep(${n - 1})`); }
show(() => deep(4));

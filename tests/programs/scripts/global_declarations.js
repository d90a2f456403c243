// goal: script
// Top-level declarations of a script are global: variables and functions as properties, the rest not.
var v = 1;
let l = 2;
const c = 3;
function f() { return l + c; }
class C { static me() { return C; } }
console.log(this === globalThis, globalThis.v, globalThis.l, globalThis.c, typeof globalThis.f, typeof globalThis.C);
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(globalThis, 'v')), delete globalThis.v, f());
const indirect = eval;
console.log(indirect('v + l + c + f()'), indirect('typeof C'), C.me() === C);
indirect('l = 20; v = 10');
console.log(l, v, f());
for (const text of ['let l', 'var l', 'function l() {}', 'let v', 'const undefined = 1', 'var undefined', 'let f',
  'c = 4', 'l2; let l2']) {
  try { console.log(text, indirect(text)); } catch (e) { console.log(text, e.name); }
}
indirect('var fromEval = 1; function alsoFromEval() {}');
console.log(delete fromEval, typeof fromEval, delete alsoFromEval, delete v);
console.log(typeof hoisted, typeof inBlock);
{ function inBlock() {} }
console.log(typeof inBlock, globalThis.inBlock === inBlock);
function hoisted() {}
try { early; } catch (e) { console.log(e.name); }
try { readsEarly(); } catch (e) { console.log(e.name); }
function readsEarly() { return early; }
let early = 1;
console.log(readsEarly(), indirect('early'));
globalThis.added = 'added';
console.log(added, typeof missing);
try { missing; } catch (e) { console.log(e.name); }
var shadowed = 'global';
(function () {
  console.log(shadowed);
  var shadowed = 'local';
  console.log(shadowed, globalThis.shadowed);
})();
for (var i = 0; i < 3; i++);
console.log(globalThis.i);
let captured = [];
for (let j = 0; j < 3; j++) captured.push(() => j + l);
console.log(captured.map(g => g()).join());
C = 'replaced';
console.log(C);

// goal: script
'use strict';
var v = 1;
function f() { return this; }
console.log(this === globalThis, f(), globalThis.v, typeof globalThis.f);
try { undeclared = 1; } catch (e) { console.log(e.name); }
console.log(eval('var inner = 1; inner'), typeof inner, eval('v'));
(0, eval)('var outside = 1');
console.log(outside);
{ function g() {} }
console.log(typeof g);

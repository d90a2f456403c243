// What only sloppy code allows.
console.log(010, 08.5, 0777 | 0, '\101\0\7'.length, "\8\9");
for (var i = 5 in {});
console.log(i);
for (var k = 0 in { a: 1 });
console.log(k);
(function () { try { throw 1; } catch (e) { var e = 2; console.log(e); } console.log(e); })();
(function () { try { throw 1; } catch (e) { for (var e in { key: 1 }); console.log(e); } console.log(e); })();
var yield = 1, let = 2, static = 3, await = 4, async = 5, of = 6, get = 7, implements = 8, interface = 9, package = 10;
console.log(yield + let + static + await + async + of + get + implements + interface + package);
var async; async
function notAsync() { return 'plain'; }
console.log(notAsync());
let
x = 3;
console.log(x, typeof let);
yield: for (;;) { break yield; }
console.log((function f() { f = 1; return typeof f; })(), (function (a, a) { return a; })(1, 2));
console.log(delete console.nothing, (function (p) { return delete p; })(1), delete i, delete nowhere);
undeclared = 1;
console.log(undeclared, delete undeclared, typeof undeclared);
undefined = 1; NaN = 2;
console.log(undefined, NaN);
x = 1 <!-- an HTML-like comment
--> another one
console.log(x);
console.log(Object.getPrototypeOf({ __proto__: null }), { __proto__: Array.prototype } instanceof Array, Object.keys({ ['__proto__']: 1 }).length);
var o = { a: 1 };
Object.freeze(o);
o.a = 2; o.b = 3;
console.log(o.a, o.b, delete o.a, 'text'.length = 5);
function primitive() { return typeof this; }
console.log(primitive.call(1), primitive.call(''), primitive.call(undefined) === 'object', (function () { 'use strict'; return typeof this; }).call(1));
if (true) function branch() { return 'branch'; }
console.log(branch());
// A call as an assignment target is made, then fails.
let calls = 0;
function called() { calls++; return {}; }
for (const fails of [
  () => { called() = calls += 100; }, () => { called()++; }, () => { --called(); }, () => { called() += 1; },
  () => { for (called() in [1]); }, () => { for (called() of [1]); }, () => { (called()) = 1; },
]) {
  try { fails(); } catch (e) { console.log(e.name, calls); }
}

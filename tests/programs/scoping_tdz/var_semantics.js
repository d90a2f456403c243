console.log(v);
var v = 1;
{
  var v = 2;
}
console.log(v);
function f() {
  console.log(v);
  var v = 'local';
  return v;
}
console.log(f(), v);
for (var i = 0; i < 3; i++) var last = i;
console.log(i, last);
function g(a) {
  var a;
  console.log(a);
  var a = 2;
  return a;
}
console.log(g(1));
var u;
var w = 1;
var w;
console.log(u, w);
function h() {
  if (false) { var never = 1; }
  return never;
}
console.log(h());
try {
  throw 1;
} catch (x) {
  var inCatch = x;
}
console.log(inCatch);
var { a, b: [c] = [9] } = { a: 1 };
console.log(a, c);
for (var k in { p: 1, q: 2 });
console.log(k);
for (var e of [5, 6]) { }
console.log(e);
console.log(typeof globalThis.v, this === undefined);
var fn = function () {
  return typeof fn;
};
console.log(fn());

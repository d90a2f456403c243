console.log(f(), typeof v, typeof g);
var v = 1;
var g = () => 'g';
function f() {
  return 'hoisted ' + typeof v;
}
console.log(v, g());
function dup() {
  return 1;
}
{
  function dup() { return 2; }
  console.log(dup());
}
console.log(dup());
(function () {
  console.log(typeof inner, inner());
  function inner() { return 'x'; }
  var inner2 = 1;
})();
var v;
console.log(v);
function args(a) {
  var a;
  return a;
}
console.log(args(5));
function args2(a) {
  var a = 6;
  return a;
}
console.log(args2(5));
function fnOver(a) {
  function a() {}
  return typeof a;
}
console.log(fnOver(1));
function branchy(c) {
  if (c) { var x = 'var in if'; }
  return x;
}
console.log(branchy(true), branchy(false));
for (var i = 0; i < 2; i++) {
  var inLoop = i;
}
console.log(i, inLoop);
switch (1) { case 0: let t; case 1: function sf() {
  return 'switch fn';
} console.log(sf()); }
try {
  throw 1;
} catch (e) {
  var fromCatch = e;
}
console.log(fromCatch, typeof undeclared);

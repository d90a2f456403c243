// B.3.2: a function in a block is a variable of the function around as well, where nothing is against it.
function show(...values) {
  console.log(values.map(v => typeof v === 'function' ? v.name + '()' : String(v)).join(' '));
}
(function () {
  show(typeof f);
  {
    show(f());
    function f() { return 'block'; }
  }
  show(f());
})();
(function () {
  {
    function f() { return 1; }
    f = 2;
    show(f);
  }
  show(f);
})();
(function (f) {
  { function f() {} }
  show(f);
})('parameter');
(function () {
  let f = 'let';
  { function f() {} }
  show(f);
})();
(function () {
  {
    let g = 1;
    { function g() {} }
  }
  show(typeof g);
})();
(function () {
  for (let h of [1]) { { function h() {} } }
  show(typeof h);
})();
(function () {
  try { throw 1; } catch (e) {
    { function e() {} }
    show(typeof e);
  }
  show(typeof e);
})();
(function () {
  try { throw [1]; } catch ([e]) { { function e() {} } }
  show(typeof e);
})();
(function () {
  'use strict';
  { function f() {} }
  show(typeof f);
})();
(function () {
  if (true) function f() { return 'if'; }
  show(f());
  if (false) ; else function g() {}
  show(typeof g);
})();
(function () {
  switch (1) { case 0: function f() { return 'case'; } }
  show(typeof f);
  switch (1) { case 1: function g() {} }
  show(typeof g);
})();
(function () {
  {
    function f() { return 1; }
    { function f() { return 2; } }
    show(f());
  }
  show(f());
})();
(function () {
  {
    function f() { return 1; }
    function f() { return 2; }
  }
  show(f());
})();
(function () {
  var before = typeof f;
  { function f() {} }
  var f;
  show(before, typeof f);
})();
(function () {
  { function* g() {} }
  show(typeof g);
})();
(function () {
  l: { function f() {} }
  m: function n() {}
  show(typeof f, typeof n);
})();
(function (a = 1) {
  { function f() { return a; } }
  show(f());
})();
(() => {
  { function f() {} }
  show(typeof f);
})();
(function () {
  { function arguments() {} }
  show(typeof arguments);
})();
(function () {
  show(typeof f);
  eval('{ function f() {} }');
  show(typeof f);
})();
(function () {
  let f = 1;
  eval('{ function f() {} }');
  show(f);
})();
{ function top() { return 'top'; } }
show(top());

// Strict mode: a function in a block is local to the block and hoisted to its top.
console.log(typeof local);
{
  console.log(local());
  function local() { return 'block'; }
}
console.log(typeof local);
function pick(c) {
  if (c) {
    function g() { return 'then'; }
    return g();
  } else {
    function g() { return 'else'; }
    return g();
  }
}
console.log(pick(1), pick(0));
for (let i = 0; i < 2; i++) {
  console.log(h());
  function h() { return 'h' + i; }
}
{
  let y = 1;
  function readY() { return y; }
  y = 2;
  console.log(readY());
}
const fs = [];
for (const k of 'ab') {
  fs.push(fk);
  function fk() { return k; }
}
console.log(fs.map((f) => f()).join(), fs[0] === fs[1]);
(function () {
  return;
  function never() {}
})();
console.log((function () {
  return typeof after;
  function after() {}
})());
{
  function dup() { return 1; }
}
{
  function dup() { return 2; }
  console.log(dup());
}

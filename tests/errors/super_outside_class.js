// expect: 'super' can only be
// line: 4
function f() {
  super.x;
}

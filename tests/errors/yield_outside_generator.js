// expect: SyntaxError
// line: 4
function f() {
  yield 1;
}

// expect: Expected
function f() {
  if (1) {

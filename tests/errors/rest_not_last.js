// expect: rest parameter must be last
// line: 3
function f(...a, b) {}

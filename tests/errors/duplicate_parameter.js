// expect: Identifier `p` has already been declared
// line: 3
function f(p, p) {}

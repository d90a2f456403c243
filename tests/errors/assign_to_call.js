// expect: Cannot assign to this expression
// line: 4
let f = () => 1;
f() = 2;

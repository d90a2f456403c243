// expect: Identifier `a` has already been declared
// line: 6
// expect: 1 error found
let a = 1;
let b = 2;
let a = 3;

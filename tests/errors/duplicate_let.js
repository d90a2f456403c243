// expect: Identifier `a` has already been declared
let a = 1;
let b = 2;
let a = 3;

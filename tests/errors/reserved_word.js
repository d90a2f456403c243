// expect: SyntaxError
// line: 3
let static = 1;
let b;

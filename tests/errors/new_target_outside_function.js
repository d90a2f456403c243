// expect: Unexpected new.target expression
// line: 4
let a;
a = new.target;

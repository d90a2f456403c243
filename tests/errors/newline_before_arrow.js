// expect: SyntaxError
// line: 4
const f = (a)
=> a;

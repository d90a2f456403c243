// expect: SyntaxError
// line: 4
const a = 1;
return a;

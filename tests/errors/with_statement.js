// expect: SyntaxError
// line: 4
const o = {};
with (o) { }

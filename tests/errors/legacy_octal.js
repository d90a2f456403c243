// expect: 0'-prefixed octal literals
// line: 3
const a = 017;

// expect: Unterminated string
// line: 4
const a = 1;
const s = 'abc;

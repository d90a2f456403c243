// expect: not supported yet
// line: 4
const a = 1;
const b = 10n;

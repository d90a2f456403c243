// expect: Cannot assign to 'eval' in strict mode
// line: 4
const a = 1;
eval = a;

// expect: Export 'nope' is not defined
// line: 4
const a = 1;
export { nope };

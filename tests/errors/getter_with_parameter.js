// expect: SyntaxError
// line: 4
const o = {
  get a(b) { return b; },
};

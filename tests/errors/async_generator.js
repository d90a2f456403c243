// expect: not supported yet
// line: 4
const o = {
  async *g() {},
};

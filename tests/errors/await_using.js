// expect: not supported yet
// line: 3
await using r = null;

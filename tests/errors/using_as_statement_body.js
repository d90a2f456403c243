// expect: SyntaxError
// line: 3
if (true) using r = null;

// expect: SyntaxError
// line: 5
l: for (;;) {
  (() => {
    break l;
  })();
}

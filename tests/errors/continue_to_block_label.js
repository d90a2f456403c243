// expect: SyntaxError
// line: 4
a: {
  for (;;) continue a;
}

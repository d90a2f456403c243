// expect: Use of undefined label
// line: 4
for (;;) {
  break nowhere;
}

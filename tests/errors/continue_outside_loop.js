// expect: Illegal continue statement
// line: 5
switch (1) {
  case 1:
    continue;
}

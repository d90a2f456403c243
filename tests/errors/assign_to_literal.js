// expect: Cannot assign to this expression
// line: 3
1 = 2;

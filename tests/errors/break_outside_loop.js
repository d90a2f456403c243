// expect: Illegal break statement
// line: 4
const a = 1;
break;

// expect: Invalid characters after number
// line: 3
const n = 3in;

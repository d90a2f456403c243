// expect: Expected
// line: 4
const x = 1;
console.log(x;

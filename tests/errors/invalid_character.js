// expect: Invalid Character
// line: 4
let a = 1;
let b = …;

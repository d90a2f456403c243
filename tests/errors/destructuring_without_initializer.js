// expect: Missing initializer in destructuring declaration
// line: 3
let { a };

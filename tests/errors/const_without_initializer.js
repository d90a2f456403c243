// expect: Missing initializer in const declaration
// line: 3
const a;

// expect: SyntaxError: Duplicated export 'a'
// line: 10
// expect: 2 errors found
// expect: It cannot be redeclared here
const a = 1;
const b = 2;
const c = 3;
export { a };
export { b as a };
export { c as a };

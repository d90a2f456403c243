// expect: SyntaxError: Duplicated export 'a'
// line: 10
// line: 11
// expect: 3 errors found
// expect: It cannot be redeclared here
// line: 12
const [a, b, c] = [1, 2, 3];
export { c as other };
export { a };
export { b as a };
export { c as a };
export { b as other };

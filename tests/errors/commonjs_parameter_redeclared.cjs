let exports = 1; // line: 1
// expect: Identifier `exports` has already been declared

import x from './support/both.js'; // line: 1
// expect: Cannot use import statement outside a module

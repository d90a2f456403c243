import 'exports-null/gone'; // line: 1
// expect: cannot import `exports-null/gone`: Cannot find module

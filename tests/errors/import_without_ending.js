import './support/both'; // line: 1
// expect: imports name the file in full: write `./support/both.js`

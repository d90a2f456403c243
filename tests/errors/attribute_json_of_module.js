import both from './support/both.js' with { type: 'json' }; // line: 1
console.log(both);
// expect: SyntaxError: `./support/both.js` is not JSON

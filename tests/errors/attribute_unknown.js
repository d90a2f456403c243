import data from './support/data.json' with { type: 'json', mode: 'strict' }; // line: 1
console.log(data);
// expect: SyntaxError: the import attribute `mode` is not supported

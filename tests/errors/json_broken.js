import data from './support/broken.json' with { type: 'json' };
console.log(data);
// expect: SyntaxError: this is not JSON
// expect: broken.json:1:11

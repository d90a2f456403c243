import { there, missing } from './support/commonjs.cjs'; // line: 1
console.log(there, missing);
// expect: the module `./support/commonjs.cjs` does not provide an export named `missing`

// expect: did you mean `foo`?
// expect: did you mean `createServer`?
// expect: did you mean `fromStar`?
// line: 8
// line: 9
// line: 10
// line: 11
import { fooo } from './support/names.js';
import { createserver } from './support/names.js';
import { fromSter } from './support/names.js';
export { fo } from './support/names.js';
console.log(fooo, createserver, fromSter);

import { a } from './a.js';
console.log('after', a);

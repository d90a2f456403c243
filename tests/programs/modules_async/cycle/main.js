// A cycle with a module that waits: the others of the cycle run when it has ended.
import { a } from './a.js';
import { seen } from './b.js';
import './after.js';
console.log('main', a, seen);

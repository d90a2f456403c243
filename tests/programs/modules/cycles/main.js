import { a, callB } from './a.js';
import { b } from './b.js';
console.log('main', a, b, callB());

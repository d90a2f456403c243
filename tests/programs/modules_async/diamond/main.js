// Two modules wait for one, and go on in the order in which they began to wait.
import { left } from './left.js';
import { right } from './right.js';
import { base } from './base.js';
console.log(left, right, base);

import { base } from './base.js';
console.log('right');
export const right = 'right of ' + base;

import { base } from './base.js';
console.log('left');
export const left = 'left of ' + (await base);

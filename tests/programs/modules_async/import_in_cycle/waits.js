import * as other from './other.js';
console.log('waits');
export const seen = Object.keys(other);

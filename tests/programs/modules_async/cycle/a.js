import { b, seen } from './b.js';
console.log('a begins', seen);
export const a = (await b) + 1;
export function early() { return 'early'; }
console.log('a ends');

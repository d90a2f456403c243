import { b, early } from './b.js';
console.log('a runs', b, early);
export let a = 'A';
export function callB() { return 'hoisted fn sees ' + b; }

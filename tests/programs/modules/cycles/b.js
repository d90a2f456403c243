import { a, callB } from './a.js';
console.log('b runs', typeof callB);
export let early;
try { early = a; } catch (e) { early = e.name; }
export let b = 'B';
console.log(callB());

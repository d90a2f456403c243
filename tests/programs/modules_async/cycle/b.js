import { a, early } from './a.js';
export const b = 41;
export let seen = early();
console.log('b begins');
try { a; } catch (e) { console.log(e.name); }
await 0;
console.log('b ends');

import './slow.js';
import './c.js';
console.log('b');
await 0;
console.log('b again');

// Modules that wait are siblings: all begin before any goes on.
import './a.js';
import './b.js';
import './c.js';
console.log('main');

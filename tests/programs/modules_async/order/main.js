// Who waited first goes on first, whatever waits longer.
import './a.js';
import './b.js';
import './d.js';
console.log('main');

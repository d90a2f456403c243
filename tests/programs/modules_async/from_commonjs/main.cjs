// A CommonJS entry: import() works there, and require of a module that waits throws.
console.log(typeof import('./waits.js').then);
try { require('./waits.js'); } catch (e) { console.log(e.name, e.code); }
console.log(require('./plain.js').value);
import('./plain.js').then((ns) => console.log(ns.value, ns === require('./plain.js')));
import('./waits.js').then(({ value }) => console.log(value));
console.log('end of main');

// One module, one evaluation, one namespace, however it is imported.
import * as statically from './counter.js';
const first = import('./counter.js');
const second = import('./counter.js');
console.log(first === second, first instanceof Promise);
const [a, b] = await Promise.all([first, second]);
console.log(a === b, a === statically, a.count);
a.increment();
console.log(b.count, statically.count);
const later = await import('./later.js');
console.log(later === await import('./later.js'), Object.keys(later), later[Symbol.toStringTag]);

// Namespace objects: keys, descriptors, what cannot be done to them, ambiguous and string names.
import * as ns from './main.js';
import * as lib from './lib.js';
export * from './lib.js';
export * from './lib2.js';
export * as 'lib again' from './lib.js';
export { one as 'not an identifier', one as "\u{1F600}" } from './lib.js';
import { 'not an identifier' as first, "\u{1F600}" as smile } from './main.js';
export let late = typeof ns;
const attempt = (f) => { try { return f(); } catch (e) { return e.name; } };
console.log(Reflect.ownKeys(ns).map(String).join(' '));
console.log(first, smile, ns['lib again'] === lib, lib.both, ns.both, 'both' in ns);
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(lib, 'one')), Object.prototype.toString.call(lib));
console.log(attempt(() => {
  ns.late = 1;
}), attempt(() => {
  delete ns.late;
}), delete ns.missing, attempt(() => Object.defineProperty(ns, 'x', { value: 1 })));
console.log(attempt(() => ns.tdz), attempt(() => Object.keys(ns)), Object.isFrozen(lib), Object.isExtensible(lib),
  Object.getPrototypeOf(lib));
console.log(attempt(() => Object.setPrototypeOf(lib, null) === lib), Reflect.setPrototypeOf(lib, {}),
  Reflect.set(ns, 'late', 2), Reflect.has(ns, 'tdz'));
export let tdz = 'ready';
lib.bump();
console.log(ns.tdz, ns.count, lib.count, { ...lib }.count);

// import.meta is one object a module, without prototype.
import { meta as other, again } from './other.js';
console.log(Object.getPrototypeOf(import.meta), import.meta === import.meta, other === import.meta, again() === other);
console.log(typeof import.meta.url, import.meta.url.startsWith('file:///'),
  import.meta.url.endsWith('/import_meta/main.js'));
console.log(import.meta.filename.endsWith('/import_meta/main.js'),
  import.meta.filename === import.meta.dirname + '/main.js');
import.meta.own = 1;
const d = Object.getOwnPropertyDescriptor(import.meta, 'url');
console.log(import.meta.own, other.own, d.writable, d.enumerable, d.configurable);

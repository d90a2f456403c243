const bad = (name, f) => {
  try { console.log(name, 'no error', String(f())); } catch (e) { console.log(name, e.constructor.name); }
};
const fixed = Object.freeze({ x: 1 });
bad('get', () => new Proxy(fixed, { get: () => 2 }).x);
bad('get same', () => new Proxy(fixed, { get: () => 1 }).x);
bad('set', () => Reflect.set(new Proxy(fixed, { set: () => true }), 'x', 2));
bad('has', () => 'x' in new Proxy(fixed, { has: () => false }));
bad('delete', () => Reflect.deleteProperty(new Proxy(fixed, { deleteProperty: () => true }), 'x'));
bad('descriptor gone',
  () => Reflect.getOwnPropertyDescriptor(new Proxy(fixed, { getOwnPropertyDescriptor: () => undefined }), 'x'));
bad('descriptor primitive',
  () => Reflect.getOwnPropertyDescriptor(new Proxy({}, { getOwnPropertyDescriptor: () => 1 }), 'x'));
bad('descriptor invented',
  () => Reflect.getOwnPropertyDescriptor(new Proxy({},
    { getOwnPropertyDescriptor: () => ({ value: 1, configurable: false }) }), 'x'));
bad('define', () => Reflect.defineProperty(new Proxy(fixed, { defineProperty: () => true }), 'y', { value: 1 }));
bad('own keys missing', () => Reflect.ownKeys(new Proxy(fixed, { ownKeys: () => [] })));
bad('own keys twice', () => Reflect.ownKeys(new Proxy({}, { ownKeys: () => ['a', 'a'] })));
bad('own keys type', () => Reflect.ownKeys(new Proxy({}, { ownKeys: () => [1] })));
bad('prototype', () => Object.getPrototypeOf(new Proxy(fixed, { getPrototypeOf: () => Array.prototype })));
bad('prototype type', () => Object.getPrototypeOf(new Proxy({}, { getPrototypeOf: () => 1 })));
bad('set prototype', () => Reflect.setPrototypeOf(new Proxy(fixed, { setPrototypeOf: () => true }), null));
bad('extensible', () => Object.isExtensible(new Proxy({}, { isExtensible: () => false })));
bad('prevent', () => Reflect.preventExtensions(new Proxy({}, { preventExtensions: () => true })));
bad('construct', () => new (new Proxy(class {}, { construct: () => 1 }))());
bad('not callable', () => new Proxy({}, {})());
bad('not constructor', () => new (new Proxy(() => {}, {}))());
bad('trap type', () => new Proxy({}, { get: 1 }).x);
bad('strict set refused', () => {
  'use strict';
  new Proxy({}, { set: () => false }).x = 1;
});
bad('new needed', () => Proxy({}, {}));
bad('non-object', () => new Proxy(1, {}));
const { proxy, revoke } = Proxy.revocable(function () {}, {});
console.log(typeof proxy, Array.isArray(new Proxy([], {})), Proxy.length, Proxy.prototype, revoke.name === '',
  revoke.length);
revoke();
revoke();
for (const [name, f] of Object.entries({
  get: () => proxy.x, set: () => {
    proxy.x = 1;
  }, call: () => proxy(), construct: () => new proxy(), has: () => 'x' in proxy,
  keys: () => Object.keys(proxy), isArray: () => Array.isArray(proxy), type: () => typeof proxy,
})) bad(name, f);
console.log(new Proxy({ a: [1, 2] }, {}), new Proxy([1, 2], {}), JSON.stringify({ x: new Proxy([1, { y: 2 }], {}) }));
console.log([].concat(new Proxy([1, 2], {})), [[0], new Proxy([1], {})].flat());
class Private { #x = 1; static get(o) { return o.#x; } static has(o) { return #x in o; } }
const inner = new Proxy(new Private(), {});
console.log(Private.has(inner));
bad('private', () => Private.get(inner));
class Returns { constructor(o) { return o; } }
class Stamp extends Returns { #s = 'stamp'; static read(o) { return o.#s; } }
const stamped = new Proxy({}, { get() {
  throw new Error('trapped');
}, defineProperty() {
  throw new Error('trapped');
} });
new Stamp(stamped);
console.log(Stamp.read(stamped));
let deep = {};
for (let i = 0; i < 50; i++) deep = new Proxy(deep, {});
deep.x = 1;
console.log(deep.x, Object.keys(deep));
const looped = new Proxy({}, {});
Object.setPrototypeOf(looped, looped.__proto__);
const cyclic = {};
Object.setPrototypeOf(cyclic, new Proxy(cyclic, {}));
bad('endless', () => cyclic.nothing);

// What errors of built-ins and Proxies say: as in Node.
'use strict';
function show(label, run) {
  try {
    run();
    console.log(`${label}  ->  no error`);
  } catch (error) {
    console.log(`${label}  ->  ${error.name}: ${error.message}`);
  }
}
const nothing = undefined;
const list = [1, 2, 3];
const frozen = Object.freeze({ a: 1, list: 1 });
function f() {}
class F {}
const arrow = () => 1;
console.log('receivers');
show('Map.prototype.get.call({})', () => Map.prototype.get.call({}));
show('Map.prototype.get.call(5)', () => Map.prototype.get.call(5, 1));
show('Set.prototype.add.call(list)', () => Set.prototype.add.call(list, 1));
show('size of {}', () => Object.getOwnPropertyDescriptor(Map.prototype, 'size').get.call({}));
show('Array.prototype.map.call(null)', () => Array.prototype.map.call(null, f));
show('String.prototype.trim.call(null)', () => String.prototype.trim.call(null));
show('Number.prototype.toString.call({})', () => Number.prototype.toString.call({}));
show('Boolean.prototype.valueOf.call(1)', () => Boolean.prototype.valueOf.call(1));
show('Symbol.prototype.toString.call(1)', () => Symbol.prototype.toString.call(1));
show('BigInt.prototype.toString.call(1)', () => BigInt.prototype.toString.call(1));
show('Date.prototype.getTime.call({})', () => Date.prototype.getTime.call({}));
show('RegExp.prototype.exec.call({})', () => RegExp.prototype.exec.call({}));
show('source of {}', () => Object.getOwnPropertyDescriptor(RegExp.prototype, 'source').get.call({}));
show('Object.prototype.toString.call.x()', () => Object.prototype.toString.call.x());
show('WeakMap.prototype.set.call(new WeakMap(), 1)', () => new WeakMap().set(1, 2));
show('WeakSet add 1', () => new WeakSet().add('text'));
show('Array.prototype.values next', () => [].values().next.call({}));
show('Map iterator next', () => new Map().keys().next.call({}));
show('Uint8Array.prototype.fill.call({})', () => Uint8Array.prototype.fill.call({}));
show('new Uint8Array(-1)', () => new Uint8Array(-1));
show('Uint8Array(1)', () => Uint8Array(1));
show("''.repeat(-1)", () => ''.repeat(-1));
show("'a'.normalize('x')", () => 'a'.normalize('x'));
show("'a'.startsWith(/a/)", () => 'a'.startsWith(/a/));
show("'a'.matchAll(/a/)", () => 'a'.matchAll(/a/));
show("'a'.replaceAll(/a/)", () => 'a'.replaceAll(/a/, 'b'));
show('(1).toString(1)', () => (1).toString(1));
show('(1).toFixed(101)', () => (1).toFixed(101));
show('(1).toPrecision(0)', () => (1).toPrecision(0));
show("JSON.parse('x')", () => JSON.parse('x'));
show("JSON.parse('')", () => JSON.parse(''));
show('JSON.parse(nothing)', () => JSON.parse(nothing));
show('JSON.stringify(1n)', () => JSON.stringify(1n));
show('JSON.stringify(cyclic)', () => {
  const o = {};
  o.o = o;
  JSON.stringify(o);
});
show('JSON.stringify(nested cyclic)', () => {
  const o = { a: [{ }] };
  o.a[0].b = o;
  JSON.stringify(o);
});
show('Date.prototype.toISOString invalid', () => new Date(NaN).toISOString());
show("new RegExp('a', 'x')", () => new RegExp('a', 'x'));
show('String.fromCodePoint(-1)', () => String.fromCodePoint(-1));
show('Symbol.iterator.description = 1', () => { Symbol.iterator.description = 1; });
console.log('proxies');
show('revoked get', () => {
  const r = Proxy.revocable({}, {});
  r.revoke();
  r.proxy.x;
});
show('revoked call', () => {
  const r = Proxy.revocable(f, {});
  r.revoke();
  r.proxy();
});
show('set returns false', () => { new Proxy({}, { set() { return false; } }).x = 1; });
show('deleteProperty returns false', () => { delete new Proxy({}, { deleteProperty() { return false; } }).x; });
show('defineProperty returns false', () => {
  Object.defineProperty(new Proxy({}, { defineProperty() { return false; } }), 'x', {});
});
show('get trap is not a function', () => new Proxy({}, { get: 5 }).x);
show('ownKeys returns 5', () => Object.keys(new Proxy({}, { ownKeys() { return 5; } })));
show('ownKeys returns numbers', () => Object.keys(new Proxy({}, { ownKeys() { return [1]; } })));
show('getPrototypeOf returns 5', () => Object.getPrototypeOf(new Proxy({}, { getPrototypeOf() { return 5; } })));
show('get invariant', () => new Proxy(frozen, { get() { return 2; } }).a);
show('has invariant', () => 'a' in new Proxy(frozen, { has() { return false; } }));
show('ownKeys invariant', () => Object.keys(new Proxy(frozen, { ownKeys() { return []; } })));
show('preventExtensions invariant',
  () => Object.preventExtensions(new Proxy({}, { preventExtensions() { return true; } })));
show('construct returns 5', () => new (new Proxy(F, { construct() { return 5; } }))());
show('new proxy of arrow', () => {
  const p = new Proxy(arrow, {});
  new p();
});
show('proxy of object called', () => {
  const p = new Proxy({}, {});
  p();
});

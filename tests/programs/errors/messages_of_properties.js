// What errors of operators, properties and bindings say: as in Node.
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
const none = null;
const five = 5;
const plain = { b: {}, n: 5, s: 'text', u: undefined, z: null };
const list = [1, 2, 3];
const symbol = Symbol('mark');
const key = 'k';
const frozen = Object.freeze({ a: 1, list: 1 });
const sealed = Object.seal({ a: 1 });
const closed = Object.preventExtensions({ a: 1 });
const frozenList = Object.freeze([1, 2]);
const getterOnly = { get g() { return 1; } };
function f() {}
const arrow = () => 1;
const noPrimitive = { toString() { return {}; }, valueOf() { return {}; } };
const badToPrimitive = { [Symbol.toPrimitive]: 5 };
const objectToPrimitive = { [Symbol.toPrimitive]() { return {}; } };
console.log('operators');
show('x in 5', () => 'x' in 5);
show('x in five', () => 'x' in five);
show("'x' in 'text'", () => 'x' in 'text');
show('x in nothing', () => 'x' in nothing);
show('x in null', () => 'x' in null);
show('5 in symbol', () => 5 in symbol);
show('symbol in five', () => symbol in five);
show('{} in five', () => ({}) in five);
show('x in 10n', () => 'x' in 10n);
show('5 instanceof 5', () => 5 instanceof 5);
show('five instanceof five', () => five instanceof five);
show('five instanceof plain', () => five instanceof plain);
show('five instanceof nothing', () => five instanceof nothing);
show('plain instanceof arrow', () => plain instanceof arrow);
show('instanceof badHasInstance', () => plain instanceof { [Symbol.hasInstance]: 5 });
show('instanceof noPrototype', () => {
  const g = function () {};
  g.prototype = 5;
  return plain instanceof g;
});
show('1n + 1', () => 1n + 1);
show('1n - five', () => 1n - five);
show('1n * 1.5', () => 1n * 1.5);
show('1n / 0n', () => 1n / 0n);
show('1n % 0n', () => 1n % 0n);
show('+1n', () => +1n);
show('1n >>> 0n', () => 1n >>> 0n);
show('1n & 1', () => 1n & 1);
show('Math.max(1n)', () => Math.max(1n));
show('BigInt(1.5)', () => BigInt(1.5));
show("BigInt('x')", () => BigInt('x'));
show('BigInt(nothing)', () => BigInt(nothing));
show('BigInt(symbol)', () => BigInt(symbol));
show('BigInt(null)', () => BigInt(null));
show('BigInt(NaN)', () => BigInt(NaN));
show('BigInt.asIntN(1, 5)', () => BigInt.asIntN(1, 5));
show('new BigInt64Array([1])', () => new BigInt64Array([1]));
show('new Uint8Array([1n])', () => new Uint8Array([1n]));
show('Number(symbol)', () => Number(symbol));
show('+symbol', () => +symbol);
show('symbol + 1', () => symbol + 1);
show("symbol + 'text'", () => symbol + 'text');
show('`${symbol}`', () => `${symbol}`);
show('symbol * 2', () => symbol * 2);
show('symbol < 1', () => symbol < 1);
show('-symbol', () => -symbol);
show('~symbol', () => ~symbol);
show('symbol | 0', () => symbol | 0);
show('[symbol].join()', () => [symbol].join());
show("'a'.concat(symbol)", () => 'a'.concat(symbol));
show('Math.abs(symbol)', () => Math.abs(symbol));
show('new Date(symbol)', () => new Date(symbol));
show('parseInt(symbol)', () => parseInt(symbol));
show('Symbol.keyFor(5)', () => Symbol.keyFor(5));
show('noPrimitive + 1', () => noPrimitive + 1);
show('`${noPrimitive}`', () => `${noPrimitive}`);
show('+noPrimitive', () => +noPrimitive);
show('+badToPrimitive', () => +badToPrimitive);
show('+objectToPrimitive', () => +objectToPrimitive);
show('Object.create(null) + 1', () => Object.create(null) + 1);
show('`${Object.create(null)}`', () => `${Object.create(null)}`);
show('plain[noPrimitive]', () => plain[noPrimitive]);
console.log('properties');
show('null.x', () => null.x);
show('undefined.x', () => undefined.x);
show('none.x', () => none.x);
show('nothing.x', () => nothing.x);
show('nothing[0]', () => nothing[0]);
show('nothing[key]', () => nothing[key]);
show('nothing[symbol]', () => nothing[symbol]);
show('nothing[plain]', () => nothing[plain]);
show('nothing[nothing]', () => nothing[nothing]);
show('nothing[1.5]', () => nothing[1.5]);
show("nothing['x y']", () => nothing['x y']);
show('plain.u.x', () => plain.u.x);
show('plain.b.c.d', () => plain.b.c.d);
show('plain.z[key]', () => plain.z[key]);
show('undefined.x = 1', () => { undefined.x = 1; });
show('null.x = 1', () => { null.x = 1; });
show('nothing.x = 1', () => { nothing.x = 1; });
show('nothing[0] = 1', () => { nothing[0] = 1; });
show('nothing[key] = 1', () => { nothing[key] = 1; });
show('nothing[symbol] = 1', () => { nothing[symbol] = 1; });
show('nothing.x += 1', () => { nothing.x += 1; });
show('nothing.x++', () => { nothing.x++; });
show('nothing.x ??= 1', () => { nothing.x ??= 1; });
show('nothing[key]++', () => { nothing[key]++; });
show('plain.u.x = 1', () => { plain.u.x = 1; });
show('five.x = 1', () => { five.x = 1; });
show("'text'.x = 1", () => { 'text'.x = 1; });
show("'text'.length = 1", () => { 'text'.length = 1; });
show("'text'[0] = 1", () => { 'text'[0] = 1; });
show('symbol.x = 1', () => { symbol.x = 1; });
show('true.x = 1', () => { true.x = 1; });
show('10n.x = 1', () => { 10n.x = 1; });
show('five[symbol] = 1', () => { five[symbol] = 1; });
show('delete nothing.x', () => delete nothing.x);
show('delete nothing[key]', () => delete nothing[key]);
show('delete frozen.a', () => delete frozen.a);
show('delete frozenList[0]', () => delete frozenList[0]);
show('delete list.length', () => delete list.length);
show("delete 'text'.length", () => delete 'text'.length);
show('delete Math.PI', () => delete Math.PI);
show('frozen.a = 2', () => { frozen.a = 2; });
show('frozen.b = 2', () => { frozen.b = 2; });
show('frozen[symbol] = 2', () => { frozen[symbol] = 2; });
show('frozen[0] = 2', () => { frozen[0] = 2; });
show('frozen.a++', () => { frozen.a++; });
show('sealed.b = 2', () => { sealed.b = 2; });
show('delete sealed.a', () => delete sealed.a);
show('closed.b = 2', () => { closed.b = 2; });
show('frozenList[0] = 2', () => { frozenList[0] = 2; });
show('frozenList[5] = 2', () => { frozenList[5] = 2; });
show('frozenList.push(1)', () => frozenList.push(1));
show('frozenList.pop()', () => frozenList.pop());
show('frozenList.shift()', () => frozenList.shift());
show('frozenList.unshift(1)', () => frozenList.unshift(1));
show('frozenList.length = 0', () => { frozenList.length = 0; });
show('frozenList.sort()', () => frozenList.sort());
show('frozenList.reverse()', () => frozenList.reverse());
show('frozenList.fill(0)', () => frozenList.fill(0));
show('frozenList.splice(0, 1)', () => frozenList.splice(0, 1));
show('frozenList.copyWithin(0, 1)', () => frozenList.copyWithin(0, 1));
show('getterOnly.g = 1', () => { getterOnly.g = 1; });
show('new Map().size = 1', () => { new Map().size = 1; });
show('Math.PI = 1', () => { Math.PI = 1; });
show('undefined = 1 by globalThis', () => { globalThis.undefined = 1; });
show('Object.create(frozen).a = 1', () => { Object.create(frozen).a = 1; });
show('Object.create(getterOnly).g = 1', () => { Object.create(getterOnly).g = 1; });
show('instance getter', () => {
  class C { get x() { return 1; } }
  new C().x = 1;
});
show('Object.defineProperty(5)', () => Object.defineProperty(5, 'a', {}));
show('Object.defineProperty(descriptor 5)', () => Object.defineProperty({}, 'a', 5));
show('Object.defineProperty(frozen, a)', () => Object.defineProperty(frozen, 'a', { value: 2 }));
show('Object.defineProperty(frozen, b)', () => Object.defineProperty(frozen, 'b', { value: 2 }));
show('Object.defineProperty(get: 5)', () => Object.defineProperty({}, 'a', { get: 5 }));
show('Object.defineProperty(set: 5)', () => Object.defineProperty({}, 'a', { set: 5 }));
show('Object.defineProperty(get and value)', () => Object.defineProperty({}, 'a', { get() {}, value: 1 }));
show('Object.setPrototypeOf(frozen)', () => Object.setPrototypeOf(frozen, {}));
show('Object.setPrototypeOf(5)', () => Object.setPrototypeOf(nothing, {}));
show('Object.setPrototypeOf({}, 5)', () => Object.setPrototypeOf({}, 5));
show('cyclic prototype', () => {
  const o = {};
  const p = Object.create(o);
  Object.setPrototypeOf(o, p);
});
show('o.__proto__ = cyclic', () => {
  const o = {};
  o.__proto__ = Object.create(o);
});
show('Object.create(5)', () => Object.create(5));
show('Object.keys(nothing)', () => Object.keys(nothing));
show('Object.entries(null)', () => Object.entries(null));
show('Object.assign(null)', () => Object.assign(null));
show('Object.getPrototypeOf(null)', () => Object.getPrototypeOf(null));
show('Reflect.get(5)', () => Reflect.get(5));
show('Reflect.ownKeys(5)', () => Reflect.ownKeys(5));
show('Reflect.set(5)', () => Reflect.set(5));
show('list.length = -1', () => { list.length = -1; });
show('new Array(-1)', () => new Array(-1));
console.log('bindings');
show('const c = 1; c = 2', () => {
  const c = 1;
  c = 2;
});
show('const c = 1; c++', () => {
  const c = 1;
  c++;
});
show('const c = 1; c += 1', () => {
  const c = 1;
  c += 1;
});
show('const c = 1; [c] = [1]', () => {
  const c = 1;
  [c] = [1];
});
show('const c = null; c ??= 1', () => {
  const c = null;
  c ??= 1;
});
show('for (const i = 0; ; i++)', () => { for (const i = 0; i < 2; i++) f(); });
show('t; let t', () => {
  t;
  let t;
});
show('t = 1; let t', () => {
  t = 1;
  let t;
});
show('typeof t; let t', () => {
  typeof t;
  let t;
});
show('new C(); class C', () => {
  new C();
  class C {}
});
show('class C extends C', () => { class C extends C {} });
show('(a = b, b) => 1', () => ((a = b, b) => 1)());
show('class name assigned', () => {
  class C { m() { C = 1; } }
  new C().m();
});
show('function expression name assigned', () => { (function g() { g = 1; })(); });
show('for (let x of x)', () => { for (let x of x) f(); });

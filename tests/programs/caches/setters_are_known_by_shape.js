// Assignments that come to a setter again and again, while classes, objects and setters change.
'use strict';
const log = [];
const show = (label) => console.log(label, log.splice(0).join(' '));
class Base {
  #v = 0;
  get v() { return this.#v; }
  set v(x) { this.#v = x; log.push('base', x); }
}
class Derived extends Base {}
class Overriding extends Base {
  set v(x) { super.v = x * 2; log.push('over'); }
  get v() { return super.v; }
}
const assign = (o, x) => { o.v = x; };
const objects = [new Base(), new Derived(), new Overriding(), { set v(x) { log.push('own', x); } }];
for (let i = 0; i < 3; i++) objects.forEach((o) => assign(o, i));
show('four receivers');

const descriptor = Object.getOwnPropertyDescriptor(Base.prototype, 'v');
Object.defineProperty(Base.prototype, 'v', { ...descriptor, set(x) { log.push('replaced', x); } });
objects.forEach((o) => assign(o, 7));
show('the setter is replaced');
Object.defineProperty(Derived.prototype, 'v', { set(x) { log.push('nearer', x); }, configurable: true });
objects.forEach((o) => assign(o, 8));
show('a nearer setter');
delete Derived.prototype.v;
objects.forEach((o) => assign(o, 9));
show('and without it');
Object.defineProperty(objects[1], 'v', { value: 1, writable: true, configurable: true });
assign(objects[1], 10);
log.push(objects[1].v);
show('an own value hides it');
delete objects[1].v;
assign(objects[1], 11);
show('and no longer');
Object.defineProperty(Base.prototype, 'v', { get: descriptor.get, set: undefined });
for (const o of objects.slice(0, 2)) {
  try {
    assign(o, 12);
  } catch (e) {
    log.push(e.constructor.name);
  }
}
show('no setter');
Object.defineProperty(Base.prototype, 'v', { value: 'data', writable: true });
const fresh = new Derived();
assign(fresh, 13);
log.push(fresh.v, Object.hasOwn(fresh, 'v'));
show('a value in the place of the accessor');
Object.defineProperty(Base.prototype, 'v', descriptor);

const moved = new Derived();
assign(moved, 14);
Object.setPrototypeOf(moved, { set v(x) { log.push('elsewhere', x); } });
assign(moved, 15);
show('another prototype');
const owner = objects[3];
Object.defineProperty(owner, 'v', { set(x) { log.push('own again', x); }, configurable: true });
assign(owner, 16);
Object.freeze(owner);
assign(owner, 17);
show('own setters');

// The prototype of a class is made a dictionary, and grows.
for (let i = 0; i < 200; i++) {
  Base.prototype['p' + i] = i;
  if (i % 50 === 0) assign(objects[0], i);
}
show('a prototype that grows');
const proxied = new Proxy(new Base(), { set(t, k, x) { log.push('trap', k, x); return true; } });
const under = Object.create(proxied);
for (let i = 0; i < 2; i++) { assign(proxied, i); assign(under, i); }
show('proxies');
Object.defineProperty(Number.prototype, 'v', { set(x) { log.push(typeof this, x); }, configurable: true });
for (let i = 0; i < 2; i++) assign(5, i);
delete Number.prototype.v;
show('numbers');

// Setters that throw, collect and come to themselves.
let depth = 0;
const deep = { set v(x) { if (x > 0) this.v = x - 1; else log.push('bottom', ++depth); } };
assign(deep, 50);
const throwing = { set v(x) { throw new Error('set ' + x); } };
for (let i = 0; i < 2; i++) {
  try {
    assign(throwing, i);
  } catch (e) {
    log.push(e.message);
  }
}
show('setters that call and throw');
const endless = { set v(x) { this.v = x; } };
try {
  assign(endless, 1);
} catch (e) {
  log.push(e.constructor.name);
}
show('a setter without end');

// Names that meet in one place of the table.
const many = {};
let sum = 0;
for (let i = 0; i < 64; i++) Object.defineProperty(many, 'n' + i, { set(x) { sum += x * (i + 1); } });
for (let round = 0; round < 3; round++) for (let i = 0; i < 64; i++) many['n' + i] = 1;
many.n1 = many.n17 = many.n33 = 1000;
console.log('many names', sum);

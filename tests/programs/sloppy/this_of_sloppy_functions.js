// `this` of a sloppy function: undefined and null are the global object, primitives are wrapped.
function self() {
  return this;
}
function strict() {
  'use strict';
  return this;
}
console.log(self() === globalThis, self.call(null) === globalThis, self.call(undefined) === globalThis);
console.log(strict(), strict.call(null), strict.call(1));
for (const v of [1, 'text', true, Symbol.iterator, 10n]) {
  const o = self.call(v);
  console.log(typeof o, typeof strict.call(v), o.valueOf() === v,
    Object.getPrototypeOf(o) === Object.getPrototypeOf(Object(v)));
}
const o = { self, arrow() { return (() => this)(); } };
console.log(o.self() === o, o.arrow() === o, (0, o.arrow)() === globalThis);
Number.prototype.me = function () {
  return typeof this;
};
Number.prototype.strictMe = strict;
console.log((5).me(), (5).strictMe());
Object.defineProperty(String.prototype, 'kind', { get() { return typeof this; }, configurable: true });
Object.defineProperty(String.prototype, 'strictKind', { get() {
  'use strict';
  return typeof this;
}, configurable: true });
console.log('s'.kind, 's'.strictKind);
function Ctor() {
  this.made = this instanceof Ctor;
}
console.log(new Ctor());
Ctor();
console.log(globalThis.made, delete globalThis.made);
function* gen() {
  yield this === globalThis;
}
console.log(gen().next().value, [...gen.call(o)][0]);
console.log([1].map(function () { return this === globalThis; }), [1].map(function () { return typeof this; }, 'x'));

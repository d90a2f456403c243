const log = [];
const o = { _v: 1, get v() {
  log.push('get');
  return this._v;
}, set v(x) {
  log.push('set ' + x);
  this._v = x;
} };
const d = Object.create(o);
d.v = 5;
console.log(o._v, d._v, d.v, Object.hasOwn(d, '_v'));
o.v += 2;
o.v++;
o['v'] *= 2;
console.log(o._v, log.join());
const { v } = o;
console.log(v);
const copy = { ...o };
copy.v = 9;
console.log(copy._v, typeof Object.getOwnPropertyDescriptor(copy, 'v').get);
const lazy = { get x() {
  const v = Math.sqrt(16);
  Object.defineProperty(this, 'x', { value: v });
  return v;
} };
console.log(lazy.x, lazy.x, typeof Object.getOwnPropertyDescriptor(lazy, 'x').get);

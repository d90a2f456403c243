function f(...a) {
  return [this?.t, ...a].join('-');
}
console.log(f.call({ t: 1 }, 2, 3), f.apply({ t: 1 }, [2, 3]), f.apply({ t: 1 }, { length: 2, 0: 'x', 1: 'y' }),
  f.apply({ t: 0 }), f.apply({ t: 0 }, null));
const b = f.bind({ t: 'B' }, 'a');
const b2 = b.bind({ t: 'ignored' }, 'b');
console.log(b('z'), b2('z'), b.name, b2.name, b.length, ((x, y, z) => 0).bind(null, 1).length);
function P(x, y) {
  this.x = x;
  this.y = y;
}
const BP = P.bind(null, 'px');
const p = new BP('py');
console.log(p.x, p.y, p instanceof P, p instanceof BP, 'prototype' in BP);
try {
  f.apply(null, 5);
} catch (e) {
  console.log(e.name);
}
try {
  Function.prototype.call.call(5);
} catch (e) {
  console.log(e.name);
}
console.log(Function.prototype.call.call(f, { t: 'cc' }, 1), Function.prototype.apply.apply(f, [{ t: 'aa' }, [9]]),
  [].slice.call('abc', 1).join());
const uncurry = Function.prototype.bind.bind(Function.prototype.call);
console.log(uncurry(Array.prototype.join)([1, 2], '+'), Math.max.apply(undefined, [1, 7, 3]),
  Array.prototype.concat.apply([], [[1], [2, 3]]).join());
console.log(typeof Function.prototype, Function.prototype(), (() => {}).hasOwnProperty('prototype'));

const o = { z: 1, 10: 'ten', a: 2, 2: 'two', [Symbol('s')]: 3, '-1': 'neg' };
o.m = 4;
delete o.z;
o.z = 5;
console.log(Object.keys(o).join(), Object.values(o).join(), JSON.stringify(Object.entries(o)));
console.log(Object.getOwnPropertySymbols(o).length, Object.getOwnPropertyNames('ab').join(),
  Object.entries([7, 8]).join(';'));
console.log(Object.assign({}, null, { a: 1 }, 'xy', [9]), Object.fromEntries([['a', 1], ['b', 2]]),
  { ...'hi', ...[1], ...null, ...{ b: 1 } });
const many = {};
for (let i = 0; i < 200; i++) many['k' + i] = i;
for (let i = 0; i < 200; i += 2) delete many['k' + i];
console.log(Object.keys(many).length, many.k199, many.k0, Object.keys(many)[3]);

console.log({});
console.log({ a: 1 });
console.log({ a: { b: { c: { d: 1 } } } });
console.log({ 'quoted-key': 1, ok_key: 2, 3: 'num', [Symbol('sym')]: 4, 'with space': 5 });
console.log({ f() {}, g: () => 1, h: class {}, i: class Named {}, j: function () {} });
console.log({ get a() {
  return 1;
}, set b(v) {}, get c() {
  return 1;
}, set c(v) {} });
console.log(Object.create(null));
console.log(Object.create({ inherited: 1 }));
console.log({ a: [], b: {}, c: [[]], d: [{}] });

class A {
  m() { return 'm'; }
  static s() {}
  x = 1;
}
const a = new A();
console.log(Object.keys(a).join(), JSON.stringify(a), Object.getOwnPropertyNames(A.prototype).join(),
  Object.getOwnPropertyNames(A).sort().join());
const keys = [];
for (const k in a) keys.push(k);
console.log(keys.join());
a.m = () => 'own';
console.log(a.m());
delete a.m;
console.log(a.m());
delete A.prototype.m;
console.log(a.m, delete a.nothing);
try {
  delete A.prototype;
} catch (e) {
  console.log(e.name);
}
A.prototype.added = function () {
  return this.x;
};
console.log(a.added(), Object.keys(A.prototype).join());
const { added } = a;
try {
  added();
} catch (e) {
  console.log(e.name);
}
Object.freeze(a);
try {
  a.x = 2;
} catch (e) {
  console.log(e.name, a.x);
}
class F {
  constructor() { this.m = this.m.bind(this); }
  m() { return this instanceof F; }
}
const { m } = new F();
console.log(m());

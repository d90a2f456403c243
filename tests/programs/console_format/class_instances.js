class P {
  constructor() {
    this.x = 1;
    this.y = 'two';
  }
}
class E {}
class Q extends P {
  z = [1];
  #hidden = 1;
  get acc() { return 1; }
}
console.log(new P());
console.log(new E());
console.log(new Q());
console.log([new P(), new E()]);
console.log({ p: new P() });
console.log(P, E, Q, class {});
console.log([P, function f() {}, () => {}, function* g() {}]);
console.log(function named() {}, Math.max);
class T {
  get [Symbol.toStringTag]() { return 'Tagged'; }
  a = 1;
}
console.log(new T());
console.log(Object.assign(function fp() {}, { p: 1 }));

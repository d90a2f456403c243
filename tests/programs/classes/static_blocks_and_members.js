const log = [];
class A {
  static x = log.push('x');
  static {
    log.push('block1', this === A, typeof A.y);
    this.z = 'from block';
  }
  static y = this.z + '!';
  static {
    try { throw 1; } catch { log.push('caught'); }
    var local = 5;
    log.push(local);
  }
  static m() { return this.y; }
  static get acc() { return 'acc'; }
  static #hidden = 'h';
  static { A.reveal = () => A.#hidden; }
  static async_ = 1;
  static name2 = this.name;
}
console.log(log.join(), A.m(), A.acc, A.reveal(), A.name2, typeof local);
class B extends A {
  static { log.push(super.m()); }
  static y = 'By';
}
console.log(log.at(-1), B.m(), Object.hasOwn(B, 'z'), B.z);
console.log(Object.getOwnPropertyNames(class {
  static a = 1;
  static b() {}
}).join());
class Cnt {
  static n = 0;
  static inc() { return ++this.n; }
  id = Cnt.inc();
}
new Cnt();
console.log(new Cnt().id, Cnt.n);

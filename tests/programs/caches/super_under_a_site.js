// gc-period: 9
// Reads by `super`, which have no cache of their own: what the table of all sites knows of the home object's prototype, and what
// makes it forget.
class A {
  constructor() { this.f = 'field'; }
  method() { return `A ${this.f}`; }
  get got() { return `got ${this.f}`; }
}
A.prototype.data = 'data of A';
class B extends A {
  method() { return `B(${super.method()})`; }
  read() { return [super.data, super.late, super.got, super.f, super['da' + 'ta'], super[0], super.length].join(); }
}
class C extends B {
  method() { return `C(${super.method()})`; }
  read() { return `C:${super.read()}`; }
}
const all = [new B(), new C(), new B()];
const show = label => {
  const lines = [];
  for (let round = 0; round < 3; round++) {
    for (const o of all) {
      try { lines.push(o.method(), o.read()); } catch (e) { lines.push(e.name); }
    }
  }
  const third = lines.slice(-6).join(' | ');
  console.log(label, third, lines.slice(0, 6).join(' | ') === third, lines.slice(6, 12).join(' | ') === third);
};
show('at first');
A.prototype.data = 'other data';
show('a value written');
A.prototype.late = 'late on A';
show('added to A.prototype');
B.prototype.late = 'late on B';
B.prototype.data = 'data of B';
show('added to B.prototype, which super passes over');
delete A.prototype.late;
show('deleted from A.prototype');
Object.prototype.late = 'late on Object.prototype';
show('added to Object.prototype');
A.prototype[0] = 'index';
A.prototype.length = 7;
show('an index and a length');
Object.defineProperty(A.prototype, 'data', { get() { return `getter for ${this.f}`; }, configurable: true });
show('data becomes a getter');
Object.defineProperty(A.prototype, 'got', { value: 'no getter now' });
show('a getter becomes data');
A.prototype.method = function () { return `replaced ${this.f}`; };
show('a method replaced');
gc();
show('after a collection');
Object.setPrototypeOf(B.prototype, { method() { return `moved ${this.f}`; }, data: 'moved data', f: 'moved f' });
show('another prototype');
Object.setPrototypeOf(B.prototype, new Proxy({}, { get: (t, k, r) => (k === 'method' ? () => 'trapped' : `${String(k)} of ${r.f}`) }));
show('a Proxy');
Object.setPrototypeOf(B.prototype, null);
show('null');
Object.setPrototypeOf(B.prototype, A.prototype);
show('back');
delete Object.prototype.late;

// Statics, and object literals.
class S { static make() { return `S ${this.tag}`; } static tag = 's'; }
class T extends S { static make() { return `T ${super.make()} ${super.tag} ${super.none} ${super.name}`; } static tag = 't'; }
const literal = { __proto__: { hello() { return 'hello'; } }, hello() { return `${super.hello()} ${super.absent}`; } };
for (let i = 0; i < 4; i++) {
  console.log(T.make(), literal.hello());
  if (i === 1) {
    S.none = 'given';
    Object.getPrototypeOf(literal).absent = 'present';
  }
  if (i === 2) Object.setPrototypeOf(literal, { hello: () => 'another hello' });
}

// NamedEvaluation: which places name an anonymous function or class, and which do not.
const show = (what, f) => console.log(what, JSON.stringify(f.name));
const sym = Symbol('sym');
const none = Symbol();
const key = 'computed';

const plain = function () {};
const wrapped = (function () {});
const arrow = () => {};
const cls = class {};
const sequence = (0, function () {});
const chosen = true ? function () {} : 0;
show('const', plain);
show('parenthesised', wrapped);
show('arrow', arrow);
show('class', cls);
show('sequence', sequence);
show('conditional', chosen);

let a, b, c;
a = function () {};
(b) = function () {};
c = (class {});
show('assignment', a);
show('parenthesised target', b);
show('class in parentheses', c);
let u, n, t = 1;
u ||= () => {};
n ??= () => {};
t &&= () => {};
show('||=', u);
show('??=', n);
show('&&=', t);
const holder = {};
holder.member = function () {};
show('member target', holder.member);

const { d = () => {}, e: f = class {} } = {};
show('pattern', d);
show('renamed', f);
let g, h;
[g = () => {}, (h) = () => {}] = [];
show('array element', g);
show('parenthesised element', h);
({ g = function () {} } = {});
show('shorthand', g);
(function (p = () => {}, [q = class {}] = []) {
  show('parameter', p);
  show('parameter element', q);
})();

const o = {
  x: () => {}, 'quoted': class {}, 1.5: () => {}, 1e21: () => {}, 0x10: () => {}, 7n: () => {},
  [key]: () => {}, [key + 2]: class {}, [sym]: () => {}, [none]: function () {},
  get [sym.description]() { return 1; }, set acc(v) {}, *gen() {}, [`m${key}`]() {}, '': () => {},
};
for (const k of Reflect.ownKeys(o)) {
  const desc = Object.getOwnPropertyDescriptor(o, k);
  show(String(k), desc.value ?? desc.get ?? desc.set);
}
const proto = { __proto__: function () {} };
show('__proto__', Object.getPrototypeOf(proto));
console.log('own name of __proto__ value:', Object.hasOwn(Object.getPrototypeOf(proto), 'name'));

class K {
  static field = () => {};
  static #hidden = function () {};
  static hidden() { return K.#hidden; }
  static [sym] = class {};
  static 'two words' = () => {};
  static [key] = class { static own = this.name; };
  static get #p() { return 1; }
  static *g() {}
}
show('field', K.field);
show('private', K.hidden());
show('symbol', K[sym]);
show('quoted field', K['two words']);
console.log('name seen by a static field:', K[key].own);
const self = class { static name = 'mine'; };
show('static name', self);
const keyed = { [key]: class { static name() {} } };
console.log(typeof keyed[key].name, Reflect.ownKeys(keyed[key]).join());
const named = { [key]: class Own {}, [key + 1]: function own() {} };
show('own name', named[key]);
show('own name', named[key + 1]);

// Small functions that stand in the place of their calls: what they are called with, and who is called in the end.
'use strict';
const out = (...list) => console.log(list.join(' '));

function plain(a, b) {
  a = a + 1;
  return [a, b].join('/');
}
function defaults(a, b = a * 2, { c = 3 } = {}) {
  return a + b + c;
}
function target() {
  return new.target === undefined;
}
function sum(n) {
  return n === 0 ? 0 : n + sum(n - 1);
}
function even(n) {
  return n === 0 || odd(n - 1);
}
function odd(n) {
  return n !== 0 && even(n - 1);
}
for (let i = 0; i < 3; i++) {
  const a = i;
  out(plain(a), plain(a, 5), a, defaults(i), defaults(i, 1), defaults(i, undefined, { c: 0 }), target(), sum(i), even(i));
}

class Counter {
  constructor() {
    this.n = 0;
  }
  add(by) {
    this.n += by;
    return this;
  }
  get() {
    return this.n;
  }
  late(flag) {
    if (flag) return 'early';
    let r;
    try {
      r = this.get();
      return 'try ' + r;
    } finally {
      r = 9;
    }
  }
}
class Twice extends Counter {
  add(by) {
    return super.add(2 * by);
  }
}
const own = new Counter();
own.add = function (by) {
  this.n -= by;
  return 'own';
};
own.get = () => 'arrow ' + own.n;
const all = [new Counter(), new Twice(), own];
for (let i = 0; i < 6; i++) {
  const c = all[i % 3];
  const r = c.add(i);
  out(r === c, r === 'own', c.get(), c.late(i === 4));
}

// The method is another one from some turn on.
const c = new Counter();
for (let i = 0; i < 6; i++) {
  if (i === 2) {
    Counter.prototype.add = function add(by) {
      this.n += 100 * by;
      return this;
    };
  }
  if (i === 4) Object.defineProperty(Counter.prototype, 'get', { get: () => () => 'by a getter' });
  c.add(1);
  out(c.get());
}

// One function, several environments.
function make(name) {
  let n = 0;
  return {
    next() {
      n++;
      return name + n;
    },
  };
}
const [x, y] = [make('x'), make('y')];
for (let i = 0; i < 4; i++) out((i % 2 ? x : y).next(), x.next());

// What is no function, and what is missing.
for (const o of [{ run: (v) => v }, { run: 1 }, {}, null, { run: Math.abs }, { run: class {} }]) {
  try {
    out(o.run(-3));
  } catch (e) {
    out(e.constructor.name, e.message.replace('o.run', 'it'));
  }
}
const runs = { run: (v) => v };
out(runs.run(1));

// Exceptions on their way through.
function throws(i) {
  if (i === 1) throw new RangeError('one');
  return i;
}
function caught(i) {
  try {
    return 'ok ' + throws(i);
  } catch (e) {
    return 'caught ' + e.message;
  } finally {
    if (i === 2) return 'finally';
  }
}
for (let i = 0; i < 3; i++) {
  let before = 'before';
  try {
    before = throws(i);
  } catch (e) {
    out('outer', e.message, before);
  }
  out(caught(i), before);
}

// Closures made in a function have variables of their own at each call.
function keep(i) {
  let v = i;
  return () => v++;
}
const kept = [];
for (let i = 0; i < 3; i++) kept.push(keep(i));
out(...kept.map((f) => f()), ...kept.map((f) => f()));

// A generator calls, and is suspended between.
function* steps() {
  for (let i = 0; i < 3; i++) {
    const p = plain(i, yield plain(i));
    out('in', p, c.n);
  }
}
const g = steps();
out(g.next().value, g.next('a').value, g.next('b').value, g.next('c').done);

// `this` of a primitive, in strict code and in sloppy code.
String.prototype.self = function () {
  return typeof this;
};
Number.prototype.self = Function('return typeof this;');
for (const v of ['s', 1]) out(v.self());

// Properties that fail in strict code alone.
const frozen = Object.freeze({ a: 1 });
function set(o) {
  o.a = 2;
  return o.a;
}
for (let i = 0; i < 2; i++) {
  try {
    out(set(i ? frozen : {}));
  } catch (e) {
    out(e.constructor.name);
  }
}

// Executors by what they declare, and what they do with the functions that they are given.
const log = [];
const note = (...words) => log.push(words.join(' '));
const show = (label, p) => p.then((v) => note(label, 'fulfilled', v), (e) => note(label, 'rejected', e?.message ?? e));

show('one', new Promise((a) => a(1)));
show('none', new Promise(() => {}));
show('two', new Promise((a, b) => b('no')));
show('rest', new Promise((...all) => all[1](`of ${all.length}`)));
show('first and rest', new Promise((a, ...rest) => rest[0](`of ${rest.length}`)));
show('default', new Promise((a, b = 1) => b('default')));
show('default of the first', new Promise((a = 1) => a('first')));
show('pattern', new Promise(({ name, length }) => { throw `${name}|${length}`; }));
show('arguments', new Promise(function (a) { arguments[1](`of ${arguments.length}`); }));
show('arguments in an arrow', new Promise(function (a) { (() => arguments[1]('arrow'))(); }));
show('arguments by name', new Promise(function () { arguments[0](arguments.length); }));
show('mapped', new Promise(function (a) { arguments[0] = 'x'; a === 'x' ? arguments[1]('mapped') : a('unmapped'); }));
show('method', new Promise({ m(a) { a(typeof this); } }.m));
show('bound', new Promise(function (a, b) { b(`bound ${this}`); }.bind('self')));
show('bound argument', new Promise(function (x, a) { a(x); }.bind(null, 'given')));
show('async', new Promise(async (a) => a('async')));
show('async rest', new Promise(async (...all) => all[1]('async rest')));
show('generator', new Promise(function* (a) { a('never'); }));
show('proxy', new Promise(new Proxy((a, b) => b('proxy'), {})));
show('native', new Promise(String));

show('throws', new Promise((a) => { throw new Error('thrown'); }));
show('throws after resolving', new Promise((a) => { a('first'); throw new Error('lost'); }));
show('throws after rejecting', new Promise((a, b) => { b('first'); throw new Error('lost'); }));
show('throws and resolves later', new Promise((a) => { setTimeout(a, 1, 'late'); throw new Error('thrown'); }));
show('resolves twice', new Promise((a) => { a(1); a(2); }));
show('resolves, then rejects', new Promise((a, b) => { a(1); b(2); }));
show('rejects, then resolves', new Promise((a, b) => { b(1); a(2); }));
show('pending and pending', new Promise((a) => { a(new Promise(() => {})); a(2); }));
show('throws after pending', new Promise((a) => { a(new Promise(() => {})); throw new Error('lost'); }));
show('itself', (() => { let f; const p = new Promise((a) => { f = a; }); f(p); f(1); return p; })());
show('thenable', new Promise((a) => a({ then(x, y) { x('then'); y('lost'); throw new Error('lost'); } })));
show('thenable twice', new Promise((a) => a({ then(x) { x({ then(y) { y('deep'); y('lost'); } }); x('lost'); } })));
show('thenable that rejects', new Promise((a) => a({ then(x, y) { y('then'); x('lost'); } })));
show('thenable that throws', new Promise((a) => a({ then(x) { throw new Error('then'); } })));

let kept;
const late = new Promise((a) => { kept = a; });
note(typeof kept, kept.length, JSON.stringify(kept.name), Object.hasOwn(kept, 'prototype'), kept('late'), kept('lost'));
show('late', late);
try {
  new kept();
} catch (e) {
  note(e.constructor.name, e.message.includes('not a constructor'));
}

class Own extends Promise {
  constructor(executor) {
    super(executor);
    this.own = true;
  }
}
show('subclass', new Own((a) => a('own')));
show('subclass then', new Own((a) => a(1)).then((v) => v + 1));
note(new Own((a) => a(1)).then() instanceof Own, Own.resolve(1).own);
show('reflect', Reflect.construct(Promise, [(a) => a('reflect')], Own));

const many = [];
for (let i = 0; i < 3000; i++) many.push(new Promise((a) => setTimeout(a, i % 7, { i })));
Promise.all(many).then((all) => note('many', all.reduce((sum, o) => sum + o.i, 0)));

setTimeout(() => console.log(log.join('\n')), 50);
// gc-period: 7

const log = [];
function mk(onThrow) { return { [Symbol.iterator]() {
  return this;
}, next(v) {
  log.push('next ' + v);
  return { value: 'n', done: false };
},
  throw: onThrow, return(v) {
    log.push('return ' + v);
    return { value: v, done: true };
  } }; }
function* g(inner) {
  try {
    const r = yield* inner;
    return 'delegate result ' + r;
  } catch (e) { return 'caught ' + (e.name ?? e); }
}
let it = g(mk((e) => {
  log.push('throw ' + e);
  return { value: 'handled', done: false };
}));
it.next();
console.log(it.throw('E1').value, it.throw('E2').done, it.next('again').value);
it = g(mk((e) => ({ value: 'final', done: true })));
it.next();
console.log(JSON.stringify(it.throw('E')));
it = g(mk((e) => { throw 'other ' + e; }));
it.next();
console.log(JSON.stringify(it.throw('E')));
it = g(mk((e) => 5));
it.next();
console.log(JSON.stringify(it.throw('E')));
it = g(mk(12));
it.next();
console.log(JSON.stringify(it.throw('E')));
console.log(log.join('; '));
function* inner() {
  try { yield 1; } catch (e) { yield 'inner caught ' + e; } finally { yield 'inner finally'; }
  return 'inner ret';
}
it = g(inner());
it.next();
console.log(it.throw('X').value, it.next().value, it.next().value);
it = g(inner());
it.next();
it.throw('X');
console.log(it.throw('Y').value, it.next().value);

const log = [];
function mk(ret) {
  return { [Symbol.iterator]() { return this; }, next() { return { value: 'item', done: false }; }, ...ret };
}
function* g(inner) {
  try {
    const v = yield* inner;
    log.push('resumed with ' + v);
    return 'normal ' + v;
  } catch (e) {
    return 'caught ' + (e.name ?? e);
  } finally {
    log.push('finally');
  }
}
function go(ret, arg) {
  log.length = 0;
  const it = g(mk(ret));
  it.next();
  const r = it.return(arg);
  console.log(JSON.stringify(r), '[' + log.join('; ') + ']', it.next().done);
}
go({ return(v) {
  log.push('inner return ' + v + ' ' + arguments.length);
  return { value: 'closed ' + v, done: true };
} }, 'R');
go({}, 'no method');
go({ return: undefined }, 'undefined method');
go({ return() { throw 'boom'; } }, 'R');
go({ return() { return 1; } }, 'R');
go({ return() { return { value: 'not yet', done: false }; } }, 'R');
const it = g(mk({ n: 0, return(v) { return { value: 'refuse ' + ++this.n, done: this.n > 2 }; } }));
it.next();
console.log(JSON.stringify([it.return('a'), it.return('b'), it.return('c'), it.return('d')]));
function* chain(d) { try { if (d) yield* chain(d - 1); else yield 'leaf'; } finally { console.log('unwind', d); } }
const c = chain(3);
console.log(c.next().value, JSON.stringify(c.return('deep')));
function* inner() { try { yield 1; } finally { yield 'cleanup'; } }
const d = g(inner());
d.next();
console.log(JSON.stringify([d.return('late'), d.next(), d.next()]));

function* g(a, b = a + 1, ...rest) {
  yield arguments.length;
  yield [a, b, rest.join()].join('/');
  arguments[0] = 'changed';
  yield a;
  yield arguments[0];
  yield g.length;
}
console.log([...g(1)].join(' '), '|', [...g(1, undefined, 3, 4)].join(' '));
function* h() {
  const args = [...arguments];
  yield args.join();
  const f = () => arguments.length;
  yield f();
  yield* arguments;
}
console.log([...h('x', 'y')].join(' '));
const log = [];
function* defaults(a = (log.push('default a'), 1), { b = (log.push('default b'), 2) } = {}) {
  log.push('body');
  yield a + b;
}
const it = defaults();
console.log(log.join());
it.next();
console.log(log.join());
function* thrower(x = (() => { throw new Error('at call'); })()) { yield 1; }
try {
  thrower();
  console.log('not reached');
} catch (e) { console.log(e.message); }
function* destr({ a, b }, [c]) { yield a + b + c; }
try { destr(); } catch (e) { console.log(e.name); }
console.log(destr({ a: 1, b: 2 }, '3').next().value);
console.log(g.length, h.length, defaults.length, destr.length, g.name);
function* tdz(a = () => b, b = 2) { yield a(); }
console.log(tdz().next().value);
function* closureParam(a, f = () => a) {
  a = 'body';
  yield f();
  yield a;
}
console.log([...closureParam('p')].join());

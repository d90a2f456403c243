const log = [];
function* level(n) {
  try {
    if (n === 0) {
      yield 'leaf';
      throw new Error('leaf failed');
    }
    yield* level(n - 1);
  } catch (e) {
    log.push(`L${n} caught ${e.message}`);
    if (n === 2) {
      yield 'recovering';
      throw new TypeError('wrapped', { cause: e });
    }
    throw e;
  } finally {
    log.push(`L${n} finally`);
  }
}
const it = level(4);
console.log(it.next().value, it.next().value);
try { it.next(); } catch (e) { console.log(e.name, e.message, e.cause.message); }
for (const l of log) console.log(l);
log.length = 0;
function* viaForOf(n) {
  if (n === 0) {
    yield 1;
    throw 'bottom';
  }
  try { for (const x of viaForOf(n - 1)) yield x; } catch (e) {
    log.push(n + e);
    throw e + n;
  }
}
try {
  for (const x of viaForOf(3)) log.push('item' + x);
} catch (e) {
  log.push('top ' + e);
}
console.log(log.join(' '));
log.length = 0;
function f(n) {
  if (n === 0) throw new RangeError('plain');
  return f(n - 1);
}
function* mixed() {
  try { f(5); } catch (e) { yield e.name; }
  try { [1].map(() => f(2)); } catch (e) { yield e.message; }
  try { [...(function* () { f(1); })()]; } catch (e) { yield 'spread ' + e.message; }
  null.x;
}
const m = mixed();
console.log(m.next().value, m.next().value, m.next().value);
try {
  m.next();
} catch (e) {
  console.log(e instanceof TypeError, m.next().done);
}

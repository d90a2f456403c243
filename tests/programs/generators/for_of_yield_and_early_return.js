const log = [];
function src(name) {
  let i = 0;
  return { [Symbol.iterator]() {
    return this;
  }, next: () => ({ value: i++, done: false }), return(v) {
    log.push(`close ${name}(${v})`);
    return {};
  } };
}
function* g() {
  for (const x of src('a')) {
    try { yield x; } finally { log.push('f' + x); }
    if (x === 5) break;
  }
  yield 'after';
}
let it = g();
it.next();
it.next();
console.log(JSON.stringify(it.return('R')), log.join(' '));
log.length = 0;
it = g();
it.next();
try { it.throw('T'); } catch (e) { console.log(e, log.join(' ')); }
log.length = 0;
it = g();
for (const x of it) if (x === 2) break;
console.log(log.join(' '), it.next().done);
log.length = 0;
function* two() { for (const a of src('x')) for (const b of src('y')) yield [a, b]; }
it = two();
it.next();
it.next();
it.return();
console.log(log.join(' '));
log.length = 0;
function* badClose() {
  for (const x of { [Symbol.iterator]: () => ({ next: () => ({ done: false }), return() {
    throw new Error('close failed');
  } }) }) yield 1;
}
it = badClose();
it.next();
try { it.return('R'); } catch (e) { console.log(e.message, it.next().done); }
it = badClose();
it.next();
try { it.throw(new Error('original')); } catch (e) { console.log(e.message); }
function* primClose() {
  for (const x of { [Symbol.iterator]: () => ({ next: () => ({ done: false }), return: () => 1 }) }) yield 1;
}
it = primClose();
it.next();
try {
  it.return('R');
} catch (e) {
  console.log(e.name);
}
it = primClose();
it.next();
try {
  it.throw('kept');
} catch (e) {
  console.log(e);
}
function* yieldingClose() {
  for (const x of inner()) yield x;
}
function* inner() {
  try { yield 1; } finally {
    yield 'ignored by close';
    log.push('never here');
  }
}
it = yieldingClose();
it.next();
console.log(JSON.stringify(it.return('Z')), log.length);

const log = [];
function* inner(tag) {
  try {
    for (let i = 0; ; i++) {
      const m = yield tag + i;
      log.push(tag + '<' + m);
      if (m === 'done') return tag + ' result';
    }
  } catch (e) {
    log.push(tag + '!' + e);
    yield tag + ' recovered';
    return tag + ' after error';
  } finally {
    log.push(tag + ' fin');
  }
}
function* outer() {
  try {
    const a = yield* inner('p');
    log.push(a);
    const b = yield* inner('q');
    log.push(b);
    return a + '/' + b;
  } finally {
    log.push('outer fin');
  }
}
const it = outer();
console.log(it.next().value, it.next('m').value, it.throw('E').value, it.next().value, it.next('k').value,
  JSON.stringify(it.next('done')));
console.log(log.join(' | '));
log.length = 0;
const o2 = outer();
o2.next();
console.log(JSON.stringify(o2.return('X')));
console.log(log.join(' | '));
log.length = 0;
const shared = inner('s');
function* use(n) {
  for (let i = 0; i < n; i++) {
    const r = shared.next('u');
    if (r.done) return;
    yield r.value;
  }
}
console.log([...use(2)].join(), [...use(1)].join(), (function* () { yield* shared; })().next('lost').value);
function* splice() { yield* shared; }
for (const x of splice()) break;
console.log(log.at(-1), shared.next().done);
function* cond(c) {
  return c ? yield* inner('c') : 'none';
}
console.log(cond(false).next().value, cond(true).next().value);
function* arg() {
  return [yield* inner('a1'), yield* inner('a2')].join();
}
const ar = arg();
ar.next();
ar.next('done');
console.log(ar.next('done').value);

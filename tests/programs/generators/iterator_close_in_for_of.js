const log = [];
function mk(ret, nextImpl) {
  return { [Symbol.iterator]() {
    log.push('open');
    return { i: 0, next: nextImpl ?? function () {
      return { value: this.i++, done: this.i > 3 };
    }, ...(ret ? { return: ret } : {}) };
  } };
}
function go(name, f) {
  log.length = 0;
  let r;
  try { r = f(); } catch (e) { r = 'threw ' + (e instanceof TypeError ? 'TypeError' : e.message ?? e); }
  console.log(name, '=>', r, '[' + log.join() + ']');
}
const ok = () => {
  log.push('closed');
  return {};
}, bad = () => {
  log.push('closed');
  throw new Error('return failed');
}, prim = () => {
  log.push('closed');
  return 1;
};
for (const [n, ret] of [['ok', ok], ['bad', bad], ['prim', prim], ['none', null]]) {
  go(n + ' exhaust', () => {
    for (const x of mk(ret));
    return 'end';
  });
  go(n + ' break', () => {
    for (const x of mk(ret)) break;
    return 'end';
  });
  go(n + ' return', () => { for (const x of mk(ret)) return 'val'; });
  go(n + ' throw', () => { for (const x of mk(ret)) throw new Error('body'); });
  go(n + ' continue outer', () => {
    let k = 0;
    o: for (const y of [1, 2]) for (const x of mk(ret)) {
      k++;
      continue o;
    }
    return k;
  });
  go(n + ' labelled break', () => {
    o: { for (const x of mk(ret)) break o; }
    return 'out';
  });
  go(n + ' destructuring fails', () => { for (const [x] of mk(ret)); });
  go(n + ' target throws', () => {
    const t = { set p(v) { throw new Error('setter'); } };
    for (t.p of mk(ret));
  });
}
go('next throws', () => { for (const x of mk(ok, () => { throw new Error('next failed'); })); });
go('next primitive', () => { for (const x of mk(ok, () => 3)); });
go('done getter throws', () => {
  for (const x of mk(ok, () => ({ get done() { throw new Error('done getter'); } })));
});
go('value getter throws', () => {
  for (const x of mk(ok, () => ({ done: false, get value() { throw new Error('value getter'); } })));
});
go('finally in body', () => {
  for (const x of mk(ok)) { try { break; } finally { log.push('finally'); } }
  return 'end';
});

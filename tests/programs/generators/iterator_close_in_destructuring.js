const log = [];
function mk(n, ret) {
  return { [Symbol.iterator]() {
    let i = 0;
    return { next() {
      log.push('next');
      return { value: i, done: i++ >= n };
    }, return() {
      log.push('return');
      return ret === undefined ? {} : ret();
    } };
  } };
}
function go(name, f) {
  log.length = 0;
  let r;
  try { r = String(f()); } catch (e) { r = 'threw ' + (e instanceof TypeError ? 'TypeError' : e.message ?? e); }
  console.log(name, '=>', r, log.join(' '));
}
go('fewer', () => {
  const [a] = mk(3);
  return a;
});
go('exact', () => {
  const [a, b] = mk(2);
  return a + b;
});
go('more', () => {
  const [a, b, c, d] = mk(2);
  return [a, b, c, d];
});
go('rest', () => {
  const [a, ...r] = mk(4);
  return r;
});
go('empty', () => {
  const [] = mk(3);
  return 'e';
});
go('holes', () => {
  const [, , x] = mk(5);
  return x;
});
go('default throws', () => { const [a, b = (() => { throw new Error('dflt'); })()] = mk(1); });
go('default throws open', () => { const [[a] = 1] = mk(1); });
go('nested fails', () => { const [[x]] = mk(3); });
go('return throws', () => { const [a] = mk(3, () => { throw new Error('ret'); }); });
go('return primitive', () => { const [a] = mk(3, () => 1); });
go('throw beats return throw', () => { const [[x]] = mk(3, () => { throw new Error('ret'); }); });
go('target throws', () => { [({ set p(v) { throw new Error('set'); } }).p] = mk(3); });
go('rest target', () => {
  const o = {};
  [...o.r] = mk(2);
  return o.r;
});
go('target ref throws', () => { [(() => { throw new Error('ref'); })().p] = mk(3); });
go('params', () => (([a, b]) => a + b)(mk(5)));
go('catch param', () => { try { throw mk(4); } catch ([a, b]) { return a + b; } });
go('for-of', () => {
  let s = 0;
  for (const [a, b] of [mk(3), mk(3)]) s += b;
  return s;
});
function* g() { try {
  yield 1;
  yield 2;
} finally { log.push('gen closed'); } }
go('generator', () => {
  const [a] = g();
  return a;
});
go('generator all', () => {
  const [a, b, c] = g();
  return [a, b, c];
});
function* viaYield() {
  const [a, b = yield 'wait'] = mk(1);
  return a + b;
}
go('yield resumed by return', () => {
  const it = viaYield();
  it.next();
  return JSON.stringify(it.return('R'));
});
function* viaYield2() {
  const [[a] = yield 'wait', b] = mk(0 + 5);
  return a;
}
function* viaYield3() {
  const o = {};
  [o[yield 'key'], o.b] = mk(5);
  return o;
}
go('return closes pattern iterator', () => {
  const it = viaYield3();
  it.next();
  return JSON.stringify(it.return('R'));
});
go('throw closes pattern iterator', () => {
  const it = viaYield3();
  it.next();
  it.throw(new Error('thrown in'));
});
go('resumed normally', () => {
  const it = viaYield3();
  it.next();
  return JSON.stringify(it.next('k').value);
});

// Interrupting a finally block that runs because of an interruption.
function* g(log) {
  try {
    try { yield 1; } finally {
      log.push('inner');
      yield 2;
      log.push('inner end');
    }
  } finally {
    log.push('outer');
    yield 3;
    log.push('outer end');
  }
}
const ops = { n: (it) => it.next('n'), t: (it) => it.throw('T'), r: (it) => it.return('R') };
for (const a of 'ntr') for (const b of 'ntr') for (const c of 'ntr') {
  const log = [], it = g(log);
  it.next();
  const out = [];
  for (const o of a + b + c) { try { out.push(JSON.stringify(ops[o](it))); } catch (e) { out.push('!' + e); } }
  console.log(a + b + c, out.join(' '), '|', log.join(' '));
}

// A finally block that yields keeps the pending completion until it resumes.
function* g(mode) {
  try {
    if (mode === 'throw') throw new Error('pending');
    if (mode === 'return') return 'pending value';
    yield 'body';
  } finally {
    const v = yield 'finally 1';
    const w = yield 'finally 2 ' + v;
    console.log('  finally got', v, w);
  }
  return 'normal';
}
for (const mode of ['throw', 'return', 'normal']) {
  const it = g(mode);
  let r = it.next(), i = 0;
  try {
    while (!r.done) {
      console.log(mode, r.value);
      r = it.next('s' + i++);
    }
    console.log(mode, 'returned', r.value);
  }
  catch (e) { console.log(mode, 'threw', e.message, it.next().done); }
}
let it = g('normal');
it.next();
console.log(JSON.stringify(it.return('R')), JSON.stringify(it.next(1)), JSON.stringify(it.next(2)),
  JSON.stringify(it.next()));
it = g('normal');
it.next();
it.return('R');
try { it.throw(new Error('replaces')); } catch (e) { console.log('replaced by', e.message); }
it = g('throw');
it.next();
console.log(JSON.stringify(it.return('override')));
it = g('normal');
it.next();
it.return('first');
console.log(JSON.stringify(it.return('second')), it.next().done);

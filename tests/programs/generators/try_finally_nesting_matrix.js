// Every resume mode at every yield of a nested try/catch/finally; the full transcript is the test.
function* g(log) {
  try {
    log.push('t1');
    yield 'A';
    try {
      log.push('t2');
      yield 'B';
    } catch (e) {
      log.push('c2:' + e);
      yield 'C';
    } finally {
      log.push('f2');
      yield 'D';
      log.push('f2 end');
    }
    log.push('between');
    yield 'E';
  } catch (e) {
    log.push('c1:' + e);
    yield 'F';
    return 'from catch';
  } finally {
    log.push('f1');
    yield 'G';
    log.push('f1 end');
  }
  yield 'H';
  return 'end';
}
for (let at = 0; at <= 7; at++) for (const mode of ['throw', 'return']) {
  const log = [], ys = [], it = g(log);
  let r, n = 0, res = '';
  try {
    do {
      r = n === at ? it[mode](mode[0]) : it.next();
      ys.push(r.done ? '.' : r.value);
      n++;
    } while (!r.done && n < 20);
    res = 'returned ' + r.value;
  } catch (e) {
    res = 'threw ' + e;
  }
  console.log(at, mode, ys.join(''), log.join(' '), '=>', res);
}

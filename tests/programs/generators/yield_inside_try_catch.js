function* g() {
  const log = [];
  try {
    log.push(yield 'in try');
    throw new Error('inner');
  }
  catch (e) { log.push(e.message, yield 'in catch'); }
  try { log.push(yield 'second try'); }
  catch ({ message, extra = yield 'default in catch pattern' }) { log.push('C:' + message + extra); }
  try {
    try { yield 'nested'; } catch (e) {
      log.push('inner ' + e);
      throw e + '2';
    }
  } catch (e) {
    log.push('outer ' + e);
  }
  return log.join(',');
}
let it = g();
console.log(it.next().value, it.next('t').value, it.next('c').value, it.throw({ message: 'sent' }).value,
  it.next('X').value, it.throw('N').value);
it = g();
it.next();
console.log(it.throw(new Error('early')).value, it.next('c').value);
console.log(it.next('plain').value, it.next().value);
function* uncaught() { try { yield 1; } catch (e) { throw new TypeError('re ' + e); } }
it = uncaught();
it.next();
try { it.throw('q'); } catch (e) { console.log(e.name, e.message, JSON.stringify(it.next())); }
function* noBinding() {
  try { yield 1; } catch { yield 'no binding'; }
  return 'end';
}
it = noBinding();
it.next();
console.log(it.throw(0).value, it.next().value);

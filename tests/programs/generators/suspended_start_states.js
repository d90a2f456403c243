const log = [];
function* g() {
  log.push('started');
  try { yield 1; } finally { log.push('finally'); }
}
let it = g();
console.log(JSON.stringify(it.return(5)), JSON.stringify(it.next()), log.length);
it = g();
try {
  it.throw(new Error('never started'));
} catch (e) {
  console.log(e.message, JSON.stringify(it.next()), log.length);
}
it = g();
it.next();
it.next();
console.log(log.join(), JSON.stringify(it.next('x')), JSON.stringify(it.return('after')));
try { it.throw('after end'); } catch (e) { console.log(e); }
it = g();
console.log(JSON.stringify(it.return()), 'value' in it.return());
for (const x of (it = g(), it.return(), it)) console.log('never', x);
it = g();
it.next();
try { it.throw('mid'); } catch (e) { console.log(e, it.next().done); }
console.log(log.join());
function* first(x) {
  x.push('got first');
  const y = yield 'y';
  x.push(y);
}
const seen = [];
it = first(seen);
it.next('lost');
it.next('kept');
console.log(seen.join());

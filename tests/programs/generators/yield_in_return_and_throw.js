function* a() { return yield yield 1; }
let it = a();
console.log(it.next().value, it.next('x').value, JSON.stringify(it.next('y')), JSON.stringify(it.next('z')));
function* b() { throw yield 'what'; }
it = b();
it.next();
try { it.next('thrown'); } catch (e) { console.log('caught', e, JSON.stringify(it.next())); }
function* c() { try { throw new Error(yield 'msg'); } catch (e) { return e.message + (yield 'in catch'); } }
it = c();
it.next();
it.next('M');
console.log(it.next('!').value);
function* d() { yield yield yield yield 0; }
it = d();
const out = [];
for (let i = 0; i < 6; i++) {
  const r = it.next(i * i);
  out.push(r.value + ':' + r.done);
}
console.log(out.join(' '));
function* e() { return; }
function* f() { return (yield) || (yield) || 'none'; }
console.log(JSON.stringify(e().next()));
it = f();
it.next();
it.next(0);
console.log(it.next(0).value);

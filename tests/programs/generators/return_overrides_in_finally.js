function* a() { try { yield 1; } finally { return 'finally'; } }
let it = a();
it.next();
console.log(JSON.stringify(it.return('arg')));
it = a();
it.next();
console.log(JSON.stringify(it.throw(new Error('lost'))));
it = a();
it.next();
console.log(JSON.stringify(it.next()));
function* b() {
  for (;;) { try { yield 1; } finally { break; } }
  yield 'after';
  return 'b end';
}
it = b();
it.next();
console.log(JSON.stringify(it.return('dropped')), JSON.stringify(it.next()));
it = b();
it.next();
console.log(JSON.stringify(it.throw('dropped')), JSON.stringify(it.return(5)));
function* c() {
  let n = 0;
  while (n < 3) { try {
    n++;
    yield n;
  } finally { continue; } }
  return 'c ' + n;
}
it = c();
console.log(it.next().value, it.return('x').value, it.throw('y').value, JSON.stringify(it.return('z')));
function* d() {
  try {
    try { yield 1; } finally { throw 'from finally'; }
  } catch (e) {
    yield 'caught ' + e;
  } finally {
    yield 'last';
  }
}
it = d();
it.next();
console.log(it.return('r').value, it.next().value, JSON.stringify(it.next()));
function* e() {
  l: try { yield 1; } finally { break l; }
  return 'e';
}
it = e();
it.next();
console.log(JSON.stringify(it.return('gone')));
function* f() { try { return 'try'; } finally { yield 'hold'; } }
it = f();
console.log(it.next().value, JSON.stringify(it.next()), JSON.stringify(it.next()));

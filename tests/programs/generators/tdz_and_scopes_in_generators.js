function* g() {
  try { yield x; } catch (e) { yield e.name; }
  let x = 'set';
  yield x;
  {
    try { yield x; } catch (e) { yield 'inner ' + e.name; }
    const x = yield 'init';
    yield x;
  }
  yield x;
  const f = () => y;
  try { f(); } catch (e) { yield 'closure ' + e.name; }
  let y = yield 'y?';
  yield f();
}
const it = g();
const out = [];
let r = it.next();
while (!r.done) {
  out.push(r.value);
  r = it.next('sent');
}
console.log(out.join());
function* hoist() {
  yield typeof later;
  yield later();
  var v;
  yield v;
  v = 1;
  yield v;
  function later() { return 'hoisted'; }
  yield typeof block;
  {
    yield block();
    function block() { return 'in block'; }
  }
}
try { console.log([...hoist()].join()); } catch (e) { console.log(e.name); }
function* shadow(x) {
  yield x;
  {
    let x = 'block';
    yield x;
    for (let x = 0; x < 2; x++) yield x;
    yield x;
  }
  try { throw 'c'; } catch (x) {
    yield x;
    var w = x;
  }
  yield x + w;
}
console.log([...shadow('p')].join());
function* cls() {
  try { new C(); } catch (e) { yield e.name; }
  class C { static n = 5; }
  yield C.n;
  const k = yield 'before const';
  try { k = 1; } catch (e) { yield e.name; }
  yield k;
}
console.log([...cls()].map(String).join());

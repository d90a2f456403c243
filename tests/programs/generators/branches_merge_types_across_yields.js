// A local has different kinds in different states; each state must restore the right one.
function* g(mode) {
  let v;
  if (mode === 0) {
    v = 1;
    yield 'int';
    v = v + 1;
  } else if (mode === 1) {
    v = 1.25;
    yield 'double';
    v = v * 2;
  } else if (mode === 2) {
    v = 'a';
    yield 'string';
    v = v + 'b';
  } else {
    v = { toString: () => 'obj' };
    yield 'object';
  }
  const w = yield typeof v;
  v = v + w;
  yield String(v);
  let k = 0;
  while (true) {
    k += 1;
    if (k > 2) {
      k = 'k' + k;
      break;
    }
    yield k + 0.5;
  }
  return k + v;
}
for (let m = 0; m < 4; m++) {
  const it = g(m), out = [];
  let r;
  do {
    r = it.next(10);
    out.push(r.value);
  } while (!r.done);
  console.log(out.join(' '));
}
function* loopTypes() {
  let x = 0;
  for (const step of [1, 0.5, 'z', null, true]) {
    x = x + step;
    yield x;
  }
}
console.log([...loopTypes()].join());
function* maybeUndefined(c) {
  let x;
  if (c) x = yield 'set';
  yield x === undefined;
  {
    let x = 'inner';
    yield x;
  }
  yield String(x);
}
let it = maybeUndefined(true);
it.next();
console.log(it.next(5).value, it.next().value, it.next().value);
console.log([...maybeUndefined(false)].join());

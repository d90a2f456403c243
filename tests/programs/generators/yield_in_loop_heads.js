function* forHead() {
  let n = 0;
  for (let i = yield 'init'; i < (yield 'test'); i += yield 'step') n += i;
  return n;
}
function run(g, ...ans) {
  const it = g(), asked = [];
  let r = it.next();
  while (!r.done) {
    asked.push(r.value);
    r = it.next(ans.shift());
  }
  console.log(asked.join(), '=>', r.value);
}
run(forHead, 1, 10, 2, 10, 4, 5);
function* whileHead() {
  let n = 0;
  while (yield n) n++;
  return 'w' + n;
}
run(whileHead, true, 1, 'x', 0);
function* doHead() {
  let n = 10;
  do {
    n--;
    if (n === 8) continue;
  } while (yield n);
  return n;
}
run(doHead, 1, 1, 1, '');
function* ofHead() {
  let s = '';
  for (const x of yield 'iterable') s += x + (yield x);
  return s;
}
run(ofHead, 'abc', 1, 2, 3);
function* inHead() {
  const s = [];
  for (const k in yield 'object') s.push(k, yield k);
  return s.join('');
}
run(inHead, { p: 1, q: 2 }, '=', ';');
function* ofTarget() {
  const o = {};
  for (o[yield 'key'] of [1, 2]);
  return JSON.stringify(o);
}
run(ofTarget, 'a', 'b');
function* ofPattern() {
  const out = [];
  for (const [a = yield 'da', { b = yield 'db' } = {}] of [[], [1, { b: 2 }], [undefined, {}]]) out.push(a, b);
  return out.join();
}
run(ofPattern, 'A', 'B', 'C', 'D');

// Each generator yields its questions; the answers come back in the order of evaluation.
function run(f, ...answers) {
  const it = f.call({ self: 'this' });
  let r = it.next();
  const asked = [];
  while (!r.done) {
    asked.push(String(r.value));
    r = it.next(answers.shift());
  }
  console.log(asked.join(' '), '->', JSON.stringify(r.value));
}
const id = (...a) => a;
let spare;
run(function* () { return [yield 'a', ...(yield 'b'), yield 'c']; }, 1, [2, 3], 4);
run(function* () {
  return { [yield 'k']: yield 'v', ...(yield 's'), [yield 'm']() {}, get [yield 'g']() { return 'got'; } };
}, 'x', 1, { y: 2 }, 'm', 'g');
run(function* () { return id(yield 'a', yield 'b', ...(yield 'c')); }, 1, 2, [3]);
run(function* () { return new (yield 'class')(yield 'argument'); }, Array, 3);
run(function* () {
  return (yield 'o')[yield 'k'](yield 'x', yield 'y');
}, { m(...a) {
  return [this.n, ...a];
}, n: 'n' }, 'm', 1, 2);
run(function* () {
  const o = { a: { b: 1 } };
  o[yield 'k'].b += yield 'v';
  o[yield 'k'][yield 'l'] = yield 'v';
  return o;
}, 'a', 5, 'a', 'c', 'new');
run(function* () {
  let x = 1;
  x += yield x;
  x = x * (yield x) + x;
  return x;
}, 10, 2);
run(function* () {
  let x = 1;
  return [x, x = yield 'x', x++, (yield 'y') + x, x];
}, 5, 'six:');
run(function* () { return (yield 1) ? yield 2 : yield 3; }, 0, 'three');
run(function* () {
  return [(yield 1) && (yield 2), (yield 3) || (yield 4), (yield 5) ?? (yield 6)];
}, 0, 0, 'or', null, 'nullish');
run(function* () { return `${yield 'a'}-${yield 'b'}`; }, 1, 2);
run(function* () { return ((s, ...v) => s.raw.join('_') + v)`x${yield 'a'}y${yield 'b'}z`; }, 1, 2);
run(function* () {
  const { a = yield 'default', [yield 'key']: b, ...rest } = yield 'object';
  return [a, b, rest];
}, { k: 1, z: 2 }, 'def', 'k');
run(function* () {
  const [a = yield 1, [b] = yield 2, ...[c = yield 3]] = [];
  return [a, b, c];
}, 'a', 'bc', 'c');
run(function* () {
  [(yield 'o').x, spare = yield 'default'] = yield 'list';
  return spare;
}, ['only'], {}, 'spare');
run(function* () {
  switch (yield 'on') { case yield 'c1': return 1; case yield 'c2': return yield 'found'; default: return 3; }
}, 'x', 'y', 'x', 'done');
run(function* () {
  const out = [];
  for (let i = yield 'init'; i < (yield 'test'); i += yield 'step') out.push(() => i);
  return out.map((f) => f());
}, 0, 3, 2, 3, 2, 3);
run(function* () {
  const out = [];
  for (const k in yield 'object') out.push(k, yield k);
  for (const v of yield 'list') out.push(yield v);
  return out;
}, { p: 1, q: 2 }, 1, 2, [7, 8], 'x', 'y');
run(function* () {
  class A extends (yield 'heritage') {
    static [yield 'static'] = 1;
    [yield 'field'] = 2;
    static [yield 'method']() { return super.name; }
  }
  return [A.s, new A().f, A.m()];
}, class Base {}, 's', 'f', 'm');
run(function* () {
  try { throw yield 'what'; } catch ({ message = yield 'message' }) { return message; } finally { yield 'finally'; }
}, {}, 'text');
run(function* () {
  return [typeof (yield 1), void (yield 2), -(yield 3), !(yield 4), delete (yield 5).x, (yield 6) in (yield 7),
    (yield 8) instanceof (yield 9)];
}, 1, 2, 3, 4, {}, 'x', { x: 1 }, [], Array);
run(function* () { return (yield, yield 'last'); }, 'a', 'b');
run(function* () { return yield yield* (function* () { return yield 'inner'; })(); }, 'answer', 'outer');
run(function* () {
  const f = () => this.self;
  return [f(), yield arguments.length, new.target];
}, 'x');
run(function* () {
  while (yield 'go') if (yield 'stop') break;
  do {
    if (yield 'again') continue;
    return 'out';
  } while (yield 'more');
}, 1, 0, 1, 1, 1, 1, 0);
run(function* () {
  throw_: { try { return yield 'in'; } finally { break throw_; } }
  return 'left';
}, 'r');
run(function* () {
  (yield 'f')?.(yield 'skipped');
  return (yield 'o')?.[yield 'k']?.(yield 'a');
}, null, { m: (a) => a * 2 }, 'm', 21);

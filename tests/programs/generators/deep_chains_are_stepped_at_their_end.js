// Chains of generators in `yield*` over each other: the steps, what is sent, thrown and returned into them, members that end.
const log = [];
const flush = () => console.log(log.splice(0).join(' '));
function chain(depth, inner) {
  return depth === 0 ? inner : link(depth, chain(depth - 1, inner));
}
function* link(depth, inner) {
  try {
    const result = yield* inner;
    log.push(`${depth}:${result}`);
    return result + 1;
  } finally {
    if (depth % 5 === 0) log.push(`f${depth}`);
  }
}
function* count(n) {
  for (let i = 0; i < n; i++) yield i;
  return 100;
}
function* echo() {
  let got = 'start';
  for (;;) got = yield `<${got}>`;
}
for (const depth of [0, 1, 2, 3, 4, 5, 6, 7, 8, 12]) {
  let sum = 0;
  for (const x of chain(depth, count(20))) sum += x;
  const g = chain(depth, count(9));
  let steps = '', r;
  while (!(r = g.next()).done) steps += r.value;
  const e = chain(depth, echo());
  let said = '';
  for (let i = 0; i < 12; i++) said += e.next(i).value;
  console.log(depth, sum, steps, r.value, said, [...chain(depth, count(12))].join());
  flush();
}
let long = 0;
for (const x of chain(120, count(60))) long += x;
console.log(long, log.splice(0).length);

// Leaving early, and return and throw between steps.
for (const x of chain(10, count(50))) if (x === 20) break;
flush();
const [p, q, s] = chain(11, count(50));
console.log(p, q, s);
flush();
function stepped(g, n) {
  for (let i = 0; i < n; i++) g.next();
  return g;
}
console.log(JSON.stringify(stepped(chain(10, count(50)), 9).return('back')));
flush();
try {
  stepped(chain(10, count(50)), 9).throw(new Error('into'));
} catch (e) {
  log.push(e.message);
}
flush();
function* stubborn(inner) {
  for (;;) {
    try {
      return yield* inner;
    } catch (e) {
      const got = yield `caught ${e.message ?? e}`;
      log.push(`got ${got}`);
      if (got === 'again') inner = count(30);
    } finally {
      log.push('finally');
    }
  }
}
let g = stepped(chain(6, stubborn(chain(6, count(50)))), 9);
console.log(g.throw(new Error('one')).value, g.next('again').value, g.next().value, g.next().value);
flush();
console.log(g.throw('two').value, JSON.stringify(g.return('end')), JSON.stringify(g.next()));
flush();

// The innermost throws, and somebody in the middle catches.
function* breaks(n) {
  for (let i = 0; i < n; i++) yield i;
  throw new Error('broken');
}
g = chain(6, stubborn(chain(7, breaks(12))));
let out = '';
for (let i = 0; i < 14; i++) out += `${g.next(i === 13 ? 'again' : '-').value} `;
console.log(out);
flush();
g = chain(9, breaks(11));
try {
  for (;;) log.push(g.next().value);
} catch (e) {
  log.push(e.message);
}
console.log(JSON.stringify(g.next()));
flush();

// Ends that change all the time.
function* tree(from, to) {
  if (from >= to) return 0;
  const middle = (from + to) >> 1;
  const left = yield* tree(from, middle);
  yield middle;
  return left + 1 + (yield* tree(middle + 1, to));
}
let previous = -1, rising = true;
g = tree(0, 100);
for (let r = g.next(); ; r = g.next()) {
  if (r.done) {
    console.log(r.value, rising);
    break;
  }
  rising &&= r.value === previous + 1;
  previous = r.value;
}
console.log([...chain(8, tree(0, 40))].join(''));
flush();
function* relay(n) {
  yield n;
  if (n > 0) yield* relay(n - 1);
  yield -n;
}
console.log([...relay(12)].join());
function* many() {
  for (let i = 0; i < 6; i++) log.push(yield* chain(i * 2, count(6 - i)));
}
console.log([...many()].join(''));
flush();
function* garbage(n) {
  let kept = [];
  for (let i = 0; i < n; i++) {
    kept = [kept.length, { i }];
    yield kept;
  }
  return kept[1].i;
}
let total = 0;
for (const [a, { i }] of chain(30, garbage(60))) total += a + i;
console.log(total, log.length);
log.length = 0;

// Several chains at once, more than are remembered, and chains that are stepped within chains.
const all = Array.from({ length: 40 }, (_, i) => chain(5 + (i % 7), count(30 + i)));
total = 0;
for (let turn = 0; turn < 12; turn++) for (const g of all) total += g.next().value ?? 1;
console.log(total, log.length);
log.length = 0;
function* consumes(inner) {
  for (const x of inner) yield x * 2;
  return 7;
}
console.log([...chain(6, consumes(chain(6, consumes(chain(6, count(10))))))].join());
flush();

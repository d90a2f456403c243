// Result objects of iterators written in JavaScript: literals of several shapes, and everything that is no literal.
const log = [];
const show = (label) => console.log(label, log.splice(0).join(' '));

// An iterable whose iterator returns what `results` makes, one after the other.
const over = (...results) => ({
  at: 0,
  [Symbol.iterator]() { this.at = 0; return this; },
  next() { return results[this.at++](); },
  return() { log.push('closed'); return {}; },
});
const end = () => ({ value: 'never seen', done: true });
const each = (iterable) => {
  for (const x of iterable) log.push(String(x));
  const [a, b = 'none'] = iterable;
  log.push(String(a), b, [...iterable].length);
};

for (let i = 0; i < 3; i++) each(over(() => ({ value: 1, done: false }), () => ({ done: false, value: 2 }), end));
show('two orders');
each(over(() => ({ value: 1 }), () => ({ value: 2, done: undefined, more: 3 }), () => ({ done: true })));
show('done is missing');
each(over(() => ({ done: false }), () => ({}), () => ({ done: 'yes' })));
show('value is missing');
each(over(() => ({ value: 1, done: 0 }), () => ({ value: 2, done: '' }), () => ({ value: 3, done: [] })));
show('done is no boolean');
each(over(
  () => ({ get value() { log.push('value'); return 1; }, get done() { log.push('done'); return false; } }),
  () => ({ get value() { log.push('no'); return 2; }, get done() { log.push('done'); return true; } }),
));
show('getters');
class Result {
  constructor(v) { this.v = v; }
  get value() { return this.v; }
  get done() { return this.v > 2; }
}
each(over(() => new Result(1), () => new Result(2), () => new Result(3)));
show('inherited getters');
const inherited = Object.create({ value: 4, done: false });
each(over(() => inherited, () => Object.assign(Object.create({ done: false }), { value: 5 }), end));
show('inherited values');
each(over(() => Object.freeze({ value: 1, done: false }), () => {
  const r = { value: 2, extra: 1, done: false };
  delete r.extra;
  return r;
}, end));
show('dictionaries');
each(over(() => Object.assign([1, 2], { value: 'array', done: false }), () => Object.assign(() => 1, { value: 'f' }), end));
show('arrays and functions');
each(over(() => new Proxy({ value: 'proxy', done: false }, {
  get(target, key) { log.push(key); return target[key]; },
}), end));
show('proxies');
const wide = () => {
  const r = {};
  for (let i = 0; i < 40; i++) r['p' + i] = i;
  r.value = 'far';
  r.done = false;
  return r;
};
each(over(wide, wide, end));
show('many properties');
const reused = { value: 0, done: false };
const counter = {
  [Symbol.iterator]() { reused.value = 0; reused.done = false; return this; },
  next() { reused.value++; reused.done = reused.value > 4; return reused; },
};
each(counter);
show('one object again and again');

// The shape of what is returned changes in mid-loop, and so does the prototype of literals.
let turn = 0;
const literal = () => {
  if (++turn === 3) Object.defineProperty(reused, 'value', { get() { return 'got'; }, configurable: true });
  return turn === 4 ? reused : { value: turn, done: turn > 5 };
};
reused.done = false;
for (const x of { [Symbol.iterator]: () => ({ next: literal }) }) log.push(x);
show('changes');
Object.prototype.done = true;
for (const x of over(() => ({ value: 'not seen' }))) log.push(x);
for (const x of over(() => ({ value: 'seen', done: false }), () => ({ value: 1 }))) log.push(x);
delete Object.prototype.done;
show('done of all objects');
for (const wrong of [undefined, null, 1, 'text', Symbol.iterator]) {
  try {
    for (const x of over(() => ({ value: 1, done: false }), () => wrong)) log.push(x);
  } catch (e) {
    log.push(e.constructor.name);
  }
}
show('no objects');

// `yield*` asks for `done`, and passes the object on.
function* delegating(iterable) { return yield* iterable; }
const g = delegating(over(() => ({ value: 1, done: false, mark: 'as it is' }), () => ({ value: 'result', done: true })));
console.log('passed on', g.next(), g.next());

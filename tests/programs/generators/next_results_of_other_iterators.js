// Results of `next` whose reads can be seen: they happen where the program has them, as often and in its order.
const log = [];
const flush = () => console.log(log.splice(0).join(' | '));

function ask(it, sent) {
  const r = it.next(sent);
  log.push('called');
  const done = r.done;
  log.push(`done ${String(done)}`);
  const value = r.value;
  log.push(`value ${String(value)}`);
  return [r.value, r.done].join();
}
function take(it) {
  const { value, done = 'absent' } = it.next();
  return `${String(value)} ${String(done)}`;
}
function drain(it) {
  let out = [], r;
  while (!(r = it.next()).done) out.push(r.value);
  return out.join() + ` ${r.value}`;
}
function* warm() {
  for (let i = 0; ; i++) yield i;
}
const w = warm();
for (let i = 0; i < 50; i++) {
  ask(w);
  take(w);
}
console.log(drain((function* () { yield* [1, 2, 3]; })()));
log.length = 0;

// Getters, which count, and a value that is another one each time.
let n = 0;
const getters = {
  next(v) {
    log.push(`next ${v}`);
    return { get value() { log.push('get value'); return n++; }, get done() { log.push('get done'); return n > 1 ? 'yes' : ''; } };
  },
};
console.log(ask(getters, 'sent'));
flush();
console.log(take(getters));
flush();

// A proxy as result, and one as iterator.
const seen = (target, name) =>
  new Proxy(target, { get(t, key, receiver) { log.push(`${name}.${String(key)}`); return Reflect.get(t, key, receiver); } });
console.log(ask(seen({ next: () => seen({ value: 1, done: 0 }, 'result') }, 'iterator')));
flush();
try {
  ask(seen(warm(), 'generator'));
} catch (e) {
  log.push(e.name);
}
flush();

// One object for all results, inherited results, results without the properties, arrays, functions, primitives.
const shared = { value: 0, done: false };
const counter = { next() { shared.value++; shared.done = shared.value > 3; return shared; } };
console.log(drain(counter), shared.value);
function two(it) {
  const a = it.next();
  const b = it.next();
  return `${a.value} ${b.value} ${a.done}`;
}
shared.value = 0;
console.log(two(counter), two(warm()));
for (const result of [{}, [], Object.create({ value: 'inherited', done: 1 }), () => {}, 7, 'text', true, Symbol('s'), 1n]) {
  log.push(take({ next: () => result }));
}
flush();
Number.prototype.value = 'of a number';
log.push(take({ next: () => 1 }), ask({ next: () => 2 }));
delete Number.prototype.value;
flush();
for (const result of [undefined, null]) {
  for (const f of [ask, take, drain]) {
    try {
      f({ next: () => result });
    } catch (e) {
      log.push(`${e.name}: ${e.message}`);
    }
  }
}
flush();

// Calls that cannot be made.
for (const it of [undefined, null, {}, { next: 1 }, { next: null }, 5]) {
  try {
    ask(it);
  } catch (e) {
    log.push(`${e.name}: ${e.message}`);
  }
}
flush();

// The intrinsic `next` with something else as `this`, and of something else.
const next = Object.getPrototypeOf(warm.prototype).next;
for (const it of [{ next }, Object.create(warm()), [][Symbol.iterator]()]) {
  try {
    log.push(ask(it));
  } catch (e) {
    log.push(`${e.name}: ${e.message}`);
  }
}
flush();
console.log(drain([4, 5][Symbol.iterator]()), drain(new Set('ab').values()), drain('xy'[Symbol.iterator]()), drain(new Map([[1, 2]]).keys()));
class Range {
  constructor(to) { this.at = 0; this.to = to; }
  next() { return this.at < this.to ? { value: this.at++, done: false } : { value: 'over', done: true }; }
}
console.log(drain(new Range(4)), take(new Range(0)));

// Generators that run, that are done, that throw.
let self;
function* selfish() {
  try {
    ask(self);
  } catch (e) {
    log.push(`${e.name}: ${e.message}`);
  }
  try {
    take(self);
  } catch (e) {
    log.push(`${e.name}: ${e.message}`);
  }
  yield 'alive';
}
self = selfish();
console.log(ask(self), ask(self), ask(self), take(self));
flush();
function* thrower() {
  yield 1;
  throw new RangeError('from inside');
}
const t = thrower();
for (let i = 0; i < 3; i++) {
  try {
    log.push(ask(t));
  } catch (e) {
    log.push(`${e.name}: ${e.message}`);
  }
}
flush();

// A delegate's result is passed on as it is, and asked for nothing before the reader asks.
const inner = {
  [Symbol.iterator]() { return this; },
  next(v) {
    log.push(`inner next ${v}`);
    return { get value() { log.push('inner value'); return 'v'; }, get done() { log.push('inner done'); return false; } };
  },
};
function* outer() {
  yield 'before';
  yield* [10, 20];
  yield* warmTwo();
  yield* inner;
}
function* warmTwo() {
  yield 30;
  return 'ignored';
}
const d = outer();
for (let i = 0; i < 6; i++) {
  console.log(ask(d, i));
  flush();
}
const e = outer();
for (let i = 0; i < 5; i++) log.push(take(e));
flush();

// The frames above a generator: who resumed it, and from which line.
const names = (error) => {
  const frames = error.stack.split('\n').slice(1).filter((line) => !line.includes('<anonymous>'));
  return frames.slice(0, 2).map((line) => line.replace(/ *at (\S*).*:(\d+):\d+\)?$/, '$1:$2')).join(' ');
};
function* failing() {
  const text = names(new Error('within'));
  yield text;
  throw new Error('out of it');
}
function resumes(it) {
  const r = it.next();
  return r.value;
}
function resumesAgain(it) {
  const { value } =
    it.next();
  return value;
}
const f = failing();
console.log(resumes(f));
try {
  resumesAgain(f);
} catch (error) {
  console.log(names(error));
}
console.log(resumes(f));

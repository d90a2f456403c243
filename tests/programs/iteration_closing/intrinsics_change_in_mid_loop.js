// Opening and closing iterations looks nothing up while nobody has tampered with them. Whoever does so, at any time, is noticed at the
// next look that the protocol demands.
const GeneratorPrototype = Object.getPrototypeOf(function* () {}).prototype;
const IteratorPrototype = Object.getPrototypeOf(GeneratorPrototype);
const ArrayIteratorPrototype = Object.getPrototypeOf([][Symbol.iterator]());
const log = [];
const show = (label) => console.log(label, log.splice(0).join(' '));

function* counted(n) {
  try {
    for (let i = 0; i < n; i++) yield i;
  } finally {
    log.push('finally');
  }
}

// Runs `change` in the second turn of a loop that breaks in the third.
function broken(make, change) {
  let turn = 0;
  const g = make();
  for (const x of g) {
    log.push(x);
    if (++turn === 2) change?.(g);
    if (turn === 3) break;
  }
  return g;
}

for (let i = 0; i < 3; i++) broken(() => counted(9));
show('untouched');

const { next, return: close } = GeneratorPrototype;
GeneratorPrototype.return = function (v) {
  log.push('return', v === undefined);
  return close.call(this, v);
};
for (let i = 0; i < 2; i++) broken(() => counted(9));
show('return replaced before');
GeneratorPrototype.return = close;

broken(() => counted(9), () => {
  GeneratorPrototype.return = function () {
    log.push('late return');
    return {};
  };
});
show('return replaced within');
GeneratorPrototype.return = close;

broken(() => counted(9), () => { delete GeneratorPrototype.return; });
show('return deleted within');
Object.defineProperty(GeneratorPrototype, 'return', { value: close, writable: true, configurable: true });

broken(() => counted(9), () => {
  Object.defineProperty(GeneratorPrototype, 'return', {
    get() {
      log.push('get return');
      return close;
    },
    configurable: true,
  });
});
show('return is a getter');
Object.defineProperty(GeneratorPrototype, 'return', { value: close, writable: true, configurable: true });

broken(() => counted(9), () => { GeneratorPrototype.next = () => ({ done: true }); });
show('next replaced within: it was read before');
broken(() => counted(9));
show('next replaced before');
GeneratorPrototype.next = next;

broken(() => counted(9), (g) => { g.return = function () { log.push('own return'); return {}; }; });
show('own return');
broken(() => counted(9), (g) => { g.return = null; });
show('own return is null');
broken(() => counted(9), (g) => { g.unrelated = 1; });
show('own property of another name');
broken(() => counted(9), () => { counted.prototype.return = function () { log.push('inherited return'); return {}; }; });
show('return of the prototype of the function');
broken(() => counted(9));
show('and the next time');
delete counted.prototype.return;
broken(() => counted(9));
show('and without');

broken(() => counted(9), (g) => { Object.setPrototypeOf(g, { return() { log.push('foreign return'); return {}; } }); });
show('another prototype of the object');
broken(() => counted(9), (g) => { Object.setPrototypeOf(g, null); });
show('no prototype of the object');
broken(() => counted(9), () => {
  Object.setPrototypeOf(counted.prototype, { return() { log.push('return of the chain'); return {}; } });
});
show('another prototype of the prototype');
Object.setPrototypeOf(counted.prototype, GeneratorPrototype);
broken(() => counted(9));
show('and back');

const iterator = IteratorPrototype[Symbol.iterator];
IteratorPrototype[Symbol.iterator] = function () {
  log.push('iterator');
  return iterator.call(this);
};
broken(() => counted(9));
const [first] = counted(2);
log.push([...counted(2)].length, Math.max(...counted(3)), first);
show('Symbol.iterator replaced');
IteratorPrototype[Symbol.iterator] = iterator;

// A generator function that is made again and again, each time with another object as its `prototype`.
let total = 0;
for (let i = 0; i < 40; i++) {
  function* made(n) {
    try {
      for (let k = 0; k < n; k++) yield k;
    } finally {
      total += 100;
    }
  }
  if (i === 20) made.prototype.return = () => { total += 10000; return {}; };
  if (i === 30) GeneratorPrototype.return = function (v) { total += 1000000; return close.call(this, v); };
  for (const x of made(3)) {
    total += x;
    if (x === 1) break;
  }
  const [a, b] = made(5);
  total += a + b + [...made(4)].length;
  GeneratorPrototype.return = close;
}
console.log('made again and again', total);

// Not started, at its end, and running.
function closed(g) {
  const [] = g;
  return g.next().done;
}
console.log('closed before it has begun', closed(counted(3)));
const over = counted(1);
over.next();
over.next();
console.log('closed at its end', closed(over));
show('finally of it');
function* itself() {
  try {
    const [] = self;
  } catch (e) {
    log.push(e.constructor.name);
  }
  yield 1;
}
const self = itself();
self.next();
show('closed while it runs');

// What a generator yields while it is closed is dropped; what it throws is not.
function* stubborn() {
  try {
    yield 1;
    yield 2;
  } finally {
    yield 'dropped';
    log.push('resumed');
  }
}
const left = stubborn();
for (const x of left) { log.push(x); break; }
log.push(left.next().done);
show('yields while it is closed');
function* failing() {
  try {
    yield 1;
  } finally {
    throw new Error('while closing');
  }
}
try {
  for (const x of failing()) break;
} catch (e) {
  log.push(e.message);
}
try {
  for (const x of failing()) throw new Error('the loop');
} catch (e) {
  log.push(e.message);
}
show('throws while it is closed');
function* delegating() {
  yield* { [Symbol.iterator]() { return this; }, next: () => ({ value: 7, done: false }), return: () => 1 };
}
try {
  for (const x of delegating()) { log.push(x); break; }
} catch (e) {
  log.push(e.constructor.name);
}
show('its yield* answers no object');

// Arrays.
function pairs(list, change) {
  let turn = 0;
  for (const x of list) {
    log.push(x);
    if (++turn === 2) change?.();
    if (turn === 3) break;
  }
}
pairs([1, 2, 3, 4]);
show('array untouched');
pairs([1, 2, 3, 4], () => {
  IteratorPrototype.return = function () {
    log.push('return at', this.next().value);
    return {};
  };
});
const [p, q] = [5, 6, 7];
log.push(p, q);
show('array iterators get a return');
delete IteratorPrototype.return;
pairs([1, 2, 3, 4]);
show('and lose it');
const arrayNext = ArrayIteratorPrototype.next;
ArrayIteratorPrototype.next = function () {
  const r = arrayNext.call(this);
  if (!r.done) r.value *= 10;
  return r;
};
pairs([1, 2, 3, 4]);
const [tenfold] = [1];
log.push(tenfold);
show('another next of array iterators');
ArrayIteratorPrototype.next = arrayNext;
const values = Array.prototype[Symbol.iterator];
Array.prototype[Symbol.iterator] = function* () { yield 'mine'; };
pairs([1, 2]);
const [mine] = [1];
log.push(mine);
Array.prototype[Symbol.iterator] = values;
pairs([1, 2]);
show('another iterator of arrays');
class List extends Array {
  *[Symbol.iterator]() { yield* ['a', 'list']; }
}
for (let i = 0; i < 2; i++) pairs(List.of(1, 2));
const own = [1, 2];
own[Symbol.iterator] = function* () { yield 'own'; };
pairs(own);
const [holes, , more = 'default'] = [, 2];
log.push(holes, more);
show('other arrays');

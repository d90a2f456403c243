// Generators whose `next`, `return` or `throw` were overwritten are iterated by those.
const log = [];
const flush = () => console.log(log.splice(0).join(' | '));
function* count() {
  try {
    yield 1;
    yield 2;
    yield 3;
  } finally {
    log.push('finally');
  }
}

// An own `return`: called also when the generator ran out behind the loop's back.
let g = count();
g.return = function (v) {
  log.push(`own return ${v}`);
  return {};
};
for (const x of g) {
  log.push(x);
  if (x === 1) {
    for (const r of [g.next(), g.next(), g.next()]) log.push(r.done);
    break;
  }
}
flush();

// `return` of the prototype of one generator function.
count.prototype.return = function () {
  log.push('prototype return');
  return {};
};
const [a] = count();
log.push(a);
const [b, c, d, e] = count();
log.push(b, c, d, e);
flush();
delete count.prototype.return;
const [h] = count();
log.push(h);
flush();

// `next` is read once, when the iteration begins.
g = count();
let reads = 0;
const next = g.next;
Object.defineProperty(g, 'next', {
  get() {
    reads++;
    return next;
  },
});
log.push(...g, reads);
flush();
g = count();
for (const x of g) {
  g.next = () => {
    throw new Error('not read again');
  };
  log.push(x);
}
flush();

// In a delegation `throw` and `return` are read at each step.
function* outer(inner) {
  return yield* inner;
}
g = count();
const o = outer(g);
o.next();
g.throw = (v) => ({ value: `thrown ${v}`, done: false });
log.push(o.throw('x').value);
g.return = (v) => ({ value: `returned ${v}`, done: true });
log.push(JSON.stringify(o.return('y')));
flush();

// An iteration in the running generator itself fails, and closes nothing.
let self;
function* selfish() {
  try {
    for (const x of self) log.push(x);
  } catch (e) {
    log.push(e.constructor.name);
  }
  try {
    yield* self;
  } catch (e) {
    log.push(e.constructor.name);
  }
  yield 'still alive';
}
self = selfish();
log.push(self.next().value, self.next().done);
flush();

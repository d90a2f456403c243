// What loops and `yield*` ask for is looked up, on the prototypes too.
const log = [];
const AsyncGenerator = (async function* () {}).constructor.prototype.prototype;
const ArrayIterator = Object.getPrototypeOf([][Symbol.iterator]());

async function* g() {
  yield 1;
  yield 2;
}

async function* through(x) {
  yield* x;
}

const patch = (o, key, f) => {
  const old = o[key];
  o[key] = function (...args) {
    return f.call(this, old, args);
  };
  return () => { o[key] = old; };
};

const collect = async (it) => {
  const out = [];
  for await (const v of it) out.push(v);
  return out.join();
};

(async () => {
  let undo = patch(AsyncGenerator, 'next', function (next, args) {
    log.push('next/' + args.length);
    return next.apply(this, args);
  });
  console.log(await collect(g()), await collect(through(g())), log.splice(0).join(' '));
  undo();

  undo = patch(AsyncGenerator, 'return', function (ret, args) {
    log.push('return/' + args.length);
    return ret.apply(this, args);
  });
  for await (const v of g()) break;
  for await (const v of through(g())) break;
  console.log(log.splice(0).join(' '));
  undo();

  undo = patch(ArrayIterator, 'next', function (next, args) {
    const r = next.apply(this, args);
    log.push(r.done ? 'end' : r.value);
    return r;
  });
  let out = '';
  for await (const v of ['x', 'y']) out += v;
  await through(['z']).next();
  undo();
  console.log(out, log.splice(0).join(' '));

  const own = g();
  own.next = async () => ({ value: 'own', done: log.push(0) > 2 });
  console.log(await collect(own));

  const array = [1, 2];
  array[Symbol.asyncIterator] = g;
  array[Symbol.iterator] = () => { throw 'not asked'; };
  console.log(await collect(array));

  const saved = Array.prototype[Symbol.iterator];
  Array.prototype[Symbol.iterator] = function* () { yield 'patched'; };
  const patched = await collect([1, 2, 3]);
  Array.prototype[Symbol.iterator] = saved;
  console.log(patched);
})();

// Without a throw method the inner iterator is closed and a TypeError is thrown into the delegating generator.
const log = [];
function mk(ret) {
  return { [Symbol.iterator]() { return this; }, next() { return { value: 1, done: false }; }, ...ret };
}
function* g(inner) {
  try {
    yield* inner;
  } catch (e) {
    return e instanceof TypeError ? 'TypeError' : 'other ' + e;
  } finally {
    log.push('finally');
  }
}
let it = g(mk({ return() {
  log.push('closed ' + arguments.length);
  return {};
} }));
it.next();
console.log(it.throw('E').value);
it = g(mk({}));
it.next();
console.log(it.throw('E').value);
it = g(mk({ return() { throw 'from return'; } }));
it.next();
console.log(it.throw('E').value);
it = g(mk({ return() { return 3; } }));
it.next();
console.log(it.throw('E').value);
it = g(mk({ return: null }));
it.next();
console.log(it.throw('E').value);
it = g([1, 2, 3]);
it.next();
console.log(it.throw('E').value);
it = g(mk({ throw: null, return() {
  log.push('closed by null throw');
  return {};
} }));
it.next();
console.log(it.throw('E').value);
console.log(log.join('; '));

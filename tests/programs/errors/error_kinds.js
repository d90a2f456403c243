for (const K of [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError]) {
  const e = new K('msg', { cause: 'why' });
  console.log(e.name, e.message, e.cause, String(e), e instanceof K, e instanceof Error, Object.keys(e).length,
    Object.hasOwn(e, 'message'), Object.getPrototypeOf(K) === (K === Error ? Function.prototype : Error),
      K('called') instanceof K, K.prototype.name, Object.prototype.toString.call(e), K.length);
}
console.log('cause' in new Error('x'), 'message' in new Error(), Object.hasOwn(new Error(), 'message'),
  Object.hasOwn(new Error(undefined), 'message'), new Error(5).message,
    new Error('a', { cause: undefined }).hasOwnProperty('cause'));
const e = new Error('m');
e.name = 'Custom';
console.log(String(e));
e.message = '';
console.log(String(e));
e.name = '';
e.message = 'only';
console.log(String(e));
e.name = undefined;
console.log(String(e));
console.log(Error.prototype.toString.call({ name: 'N', message: 'M' }), typeof e.stack);
const ag = new AggregateError([1, new TypeError('in')], 'many');
console.log(ag.errors.length, ag.message, ag.name, ag.errors[1].message);

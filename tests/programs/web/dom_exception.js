// DOMException: names, numbers, its place among the errors.
const e = new DOMException('it failed', 'AbortError');
console.log(e.name, e.message, e.code, String(e), Object.prototype.toString.call(e));
console.log(e instanceof DOMException, e instanceof Error, Object.getPrototypeOf(DOMException) === Function.prototype);
console.log(Object.getPrototypeOf(DOMException.prototype) === Error.prototype, Object.keys(e), Reflect.ownKeys(e));
console.log(e.stack.split('\n')[0]);
const plain = new DOMException();
console.log([plain.name, plain.message, plain.code]);
console.log(new DOMException('m', 'Unknown').code, new DOMException('m', 'TimeoutError').code);
const caused = new DOMException('m', { name: 'DataCloneError', cause: 'why' });
console.log(caused.name, caused.code, caused.cause, Object.getOwnPropertyDescriptor(caused, 'cause').enumerable);
for (const name of ['IndexSizeError', 'NotFoundError', 'NotSupportedError', 'InvalidStateError', 'SyntaxError', 'NetworkError',
  'URLMismatchError', 'QuotaExceededError', 'InvalidNodeTypeError', 'DataCloneError', 'EncodingError', '']) {
  console.log(name, new DOMException('', name).code);
}
console.log(DOMException.ABORT_ERR, e.TIMEOUT_ERR, DOMException.prototype.INDEX_SIZE_ERR, Object.keys(DOMException).length);
try {
  DOMException('x');
} catch (error) {
  console.log(error.name, error.message);
}
class Mine extends DOMException {
  constructor() {
    super('mine', 'NotFoundError');
  }
}
const mine = new Mine();
console.log(mine instanceof DOMException, mine.code, mine.constructor.name);
delete e.stack;
console.log(e, [e]);

// What the harness itself uses of the library, taken before anything can overwrite it.
//
// Attacks overwrite intrinsics while a built-in runs. So the harness calls nothing by a property of a prototype, walks no
// iterable, spreads nothing, and keeps its own lists without a prototype (a setter on `Array.prototype[0]` would see their
// elements) and its descriptors and handlers likewise (an `Object.prototype.get` would be taken for theirs).

const { apply, construct, defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const { preventExtensions, isExtensible } = Reflect;
const ReflectGet = Reflect.get;
const ReflectSet = Reflect.set;
const ReflectHas = Reflect.has;
const ReflectSetPrototypeOf = Reflect.setPrototypeOf;
const { freeze, seal, setPrototypeOf } = Object;
const isArray = Array.isArray;
const imul = Math.imul;
const TypedArray = getPrototypeOf(Int8Array);

const method = (object, key) => getOwnPropertyDescriptor(object, key).value;
const getter = (object, key) => getOwnPropertyDescriptor(object, key)?.get;

const charCodeAt = method(String.prototype, 'charCodeAt');
const sliceString = method(String.prototype, 'slice');
const toUpperCase = method(String.prototype, 'toUpperCase');
const symbolDescription = getter(Symbol.prototype, 'description');
const bigintToString = method(BigInt.prototype, 'toString');
const mapGet = method(Map.prototype, 'get');
const mapSet = method(Map.prototype, 'set');
const mapClear = method(Map.prototype, 'clear');
const mapForEach = method(Map.prototype, 'forEach');
const mapDelete = method(Map.prototype, 'delete');
const setAdd = method(Set.prototype, 'add');
const setClear = method(Set.prototype, 'clear');
const setForEach = method(Set.prototype, 'forEach');
const setDelete = method(Set.prototype, 'delete');
const typedLength = getter(TypedArray.prototype, 'length');
const typedBuffer = getter(TypedArray.prototype, 'buffer');
const typedTag = getter(TypedArray.prototype, Symbol.toStringTag);
const bufferByteLength = getter(ArrayBuffer.prototype, 'byteLength');
const bufferResize = method(ArrayBuffer.prototype, 'resize');
const sharedGrow = method(SharedArrayBuffer.prototype, 'grow');
const regexpCompile = method(RegExp.prototype, 'compile');
const dateGetTime = method(Date.prototype, 'getTime');
const dateSetTime = method(Date.prototype, 'setTime');
const generatorPrototype = getPrototypeOf((function* () {}).prototype);
const generatorNext = method(generatorPrototype, 'next');
const generatorReturn = method(generatorPrototype, 'return');
const generatorThrow = method(generatorPrototype, 'throw');
const call0 = (f, self) => apply(f, self, []);

// What a newer library has and an older one may lack: Node runs the matrix as well.
const optional = (object, key) => (object === undefined ? undefined : getOwnPropertyDescriptor(object, key)?.value);
const bufferTransfer = optional(ArrayBuffer.prototype, 'transfer');

// The constructors, by names that no attack can reach.
const library = {
  __proto__: null,
  Object, Function, Array, Map, Set, WeakMap, WeakSet, WeakRef, FinalizationRegistry, Date, RegExp, Proxy, Error, AggregateError,
  TypeError, RangeError, Symbol, BigInt, Number, String, Boolean, ArrayBuffer, SharedArrayBuffer, DataView,
  Iterator: globalThis.Iterator,
  SuppressedError: globalThis.SuppressedError,
  DisposableStack: globalThis.DisposableStack,
  AsyncDisposableStack: globalThis.AsyncDisposableStack,
  Float16Array: globalThis.Float16Array,
  typed: setPrototypeOf(
    [
      Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
      BigInt64Array, BigUint64Array,
    ],
    null,
  ),
};

function list() {
  return setPrototypeOf([], null);
}

function add(to, value) {
  to[to.length] = value;
}

function data(value) {
  return { __proto__: null, value, writable: true, enumerable: true, configurable: true };
}

function accessor(get, set) {
  return { __proto__: null, get, set, enumerable: true, configurable: true };
}

// Runs it, and says nothing of what it throws: a disturbance may well be refused.
function attempt(f) {
  try {
    return f();
  } catch {
    return undefined;
  }
}

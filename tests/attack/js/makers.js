// One maker for every kind of object that the runtime knows, in the states in which its code differs.

const labels = new WeakMap();
const labelGet = method(WeakMap.prototype, 'get');
const labelSet = method(WeakMap.prototype, 'set');

// Names an object of the harness in transcripts, without keeping it alive.
function name(object, label) {
  apply(labelSet, labels, [object, label]);
  return object;
}

function* walkTwo() {
  try {
    yield { made: serial++ };
    yield 'second' + serial++;
  } finally {
    fire();
  }
}

function* delegateTo(inner) {
  return yield* inner;
}

// Classes are made anew: attacks change them.
function makeBase() {
  return class Base {
    #hidden = 1;
    own = 'own';
    static made = 0;
    get accessed() {
      return this.#hidden;
    }
    method() {
      return super.toString;
    }
  };
}

function makeDerived() {
  return class Derived extends makeBase() {
    constructor() {
      super();
      this.more = 1;
    }
  };
}

function loosely(a, b) {
  a = 5;
  return arguments;
}

function strictly() {
  'use strict';
  return arguments;
}

function holey() {
  const a = [1, 2.5, 'three', { four: 4 }, 5];
  deleteProperty(a, '1');
  return a;
}

function sparse() {
  const a = [1, 2, 3];
  a[1500] = { far: 1 };
  a.length = 5;
  return a;
}

function accessorArray() {
  const a = [3, 'b', { c: 1 }];
  defineProperty(a, '1', accessor(() => (fire(), fresh()), (value) => fire(value)));
  return a;
}

function resizable() {
  return new library.ArrayBuffer(16, { maxByteLength: 32 });
}

function typed(from) {
  return () => construct(pick(library.typed), from());
}

function detached(make) {
  return () => {
    const value = make();
    const buffer = attempt(() => call0(typedBuffer, value)) ?? value;
    call0(bufferTransfer, buffer);
    return value;
  };
}

const makers = {
  __proto__: null,
  object: () => ({ a: 1, b: freshString(), c: { d: 2 } }),
  emptyObject: () => ({}),
  dictionary: () => {
    const o = { __proto__: null };
    for (let i = 0; i < 40; i++) o['k' + i] = i;
    deleteProperty(o, 'k3');
    return o;
  },
  getters: () => withGetters({ a: freshString() }),
  frozenObject: () => freeze({ a: 1, b: { c: 2 } }),
  instance: () => new (makeDerived())(),
  array: () => [1, freshString(), { x: serial++ }, 4],
  numbers: () => [3, 1, 2],
  doubles: () => [1.5, -0, NaN],
  strings: () => [freshString(), freshString(), 'z'],
  nested: () => [[1, [2, [freshString()]]], [[3]], { length: 2 }],
  pairs: () => [['a', { x: 1 }], [freshString(), 2]],
  emptyArray: () => [],
  holeyArray: holey,
  sparseArray: sparse,
  frozenArray: () => freeze([1, freshString(), { x: 1 }]),
  sealedArray: () => seal([1, 2, 3]),
  accessorArray,
  gettersArray: () => withGetters([1, freshString(), {}]),
  subArray: () => new (class extends library.Array {})(1, 2, { x: 3 }),
  function: () => function (a) {
    return a;
  },
  arrow: () => (a) => a,
  callback,
  method: () => ({ m() {
    return 1;
  } }).m,
  class: makeBase,
  derivedClass: () => class extends makeDerived() {},
  generatorFunction: () => function* () {
    yield { made: serial++ };
  },
  bound: () => apply(functionBind, callback(), [{ bound: serial++ }, 1]),
  native: () => library.Math_max,
  generator: walkTwo,
  startedGenerator: () => {
    const g = walkTwo();
    call0(generatorNext, g);
    return g;
  },
  doneGenerator: () => {
    const g = walkTwo();
    attempt(() => apply(generatorReturn, g, [1]));
    return g;
  },
  delegatingGenerator: () => {
    const g = delegateTo(walkTwo());
    call0(generatorNext, g);
    return g;
  },
  iterator: hostileIterator,
  convertible,
  oracle,
  error: () => new library.Error('text ' + serial, { cause: { c: 1 } }),
  aggregateError: () => new library.AggregateError([1, { two: 2 }], 'several'),
  gettersError: () => withGetters(new library.TypeError('mine')),
  boxedNumber: () => new library.Number(5),
  boxedString: () => new library.String('abc' + serial),
  boxedBoolean: () => new library.Boolean(false),
  boxedSymbol: () => library.Object(library.Symbol('boxed')),
  boxedBigInt: () => library.Object(freshBigInt()),
  map: () => new library.Map([['a', { x: 1 }], [freshString(), 2], [{ key: 1 }, 'v']]),
  gettersMap: () => withGetters(new (class extends library.Map {})([[1, 2]])),
  set: () => new library.Set([1, freshString(), { x: 1 }, 'a']),
  gettersSet: () => withGetters(new library.Set([1, 2])),
  weakMap: () => new library.WeakMap([[participants[0] === undefined ? {} : library.Object(participants[0]), { v: 1 }]]),
  weakSet: () => new library.WeakSet([{ x: 1 }]),
  weakRef: () => new library.WeakRef({ x: 1 }),
  finalizationRegistry: () => new library.FinalizationRegistry(() => {}),
  date: () => new library.Date(86400000 * random(20000)),
  gettersDate: () => withGetters(new library.Date(NaN)),
  regexp: () => new library.RegExp('a(b)?|(?<n>c)', pick(FLAGS) === 'gg' ? 'd' : 'g'),
  stickyRegexp: () => /b?/y,
  unicodeRegexp: () => /./gu,
  gettersRegexp: () => withGetters(/[a-c]/g),
  subRegexp: () => {
    const r = new (class extends library.RegExp {})('(.)', 'g');
    defineProperty(r, 'exec', data(hook('exec')));
    return r;
  },
  lastIndexRegexp: () => {
    const r = /./g;
    defineProperty(r, 'lastIndex', { __proto__: null, value: convertible(), writable: true });
    return r;
  },
  arrayIterator: () => call0(arrayValues, [1, freshString(), { x: 1 }]),
  mapIterator: () => call0(mapEntries, makers.map()),
  setIterator: () => call0(setValues, makers.set()),
  stringIterator: () => call0(stringIterate, 'a\ud83d\ude00' + serial),
  regexpIterator: () => apply(matchAll, /./g, ['abc']),
  mapped: () => loosely(1, { x: 1 }),
  unmapped: () => strictly(1, freshString(), {}),
  proxy: () => hostileProxy({ a: 1, b: freshString() }),
  arrayProxy: () => hostileProxy([1, freshString(), { x: 1 }]),
  functionProxy: () => hostileProxy(callback()),
  classProxy: () => hostileProxy(makeDerived()),
  kindProxy: () => hostileProxy(make(pick(kinds))),
  plainProxy: () => new library.Proxy([1, 2, freshString()], {}),
  revokedProxy: () => {
    const { proxy, revoke } = revocable({}, {});
    revoke();
    return proxy;
  },
  arrayBuffer: () => new library.ArrayBuffer(16),
  resizableBuffer: resizable,
  detachedBuffer: detached(() => new library.ArrayBuffer(8)),
  sharedBuffer: () => new library.SharedArrayBuffer(16),
  growableBuffer: () => new library.SharedArrayBuffer(8, { maxByteLength: 32 }),
  typedArray: typed(() => [4]),
  trackingTypedArray: typed(() => [resizable()]),
  offsetTypedArray: typed(() => [resizable(), 8, 1]),
  sharedTypedArray: typed(() => [new library.SharedArrayBuffer(16)]),
  detachedTypedArray: detached(typed(() => [new library.ArrayBuffer(16)])),
  gettersTypedArray: () => withGetters(construct(pick(library.typed), [3])),
  float16Array: () => new library.Float16Array([1.5, NaN]),
  dataView: () => new library.DataView(new library.ArrayBuffer(16)),
  trackingDataView: () => new library.DataView(resizable(), 4),
  disposableStack: () => {
    const s = new library.DisposableStack();
    apply(stackDefer, s, [callback()]);
    return s;
  },
  asyncDisposableStack: () => {
    const s = new library.AsyncDisposableStack();
    apply(asyncStackDefer, s, [callback()]);
    return s;
  },
  suppressedError: () => new library.SuppressedError({ e: 1 }, { s: 2 }, 'both'),
  helper: () => apply(pick(HELPERS), call0(arrayValues, [1, 2, { x: 1 }]), [callback()]),
  takeHelper: () => apply(helperTake, hostileIterator(), [2]),
  wrappedIterator: () => apply(iteratorFrom, undefined, [{ __proto__: null, next: hook('next') }]),
  concatHelper: () => apply(iteratorConcat, undefined, [[1], [2, {}]]),
};

library.Math_max = Math.max;
const functionBind = method(Function.prototype, 'bind');
const arrayValues = method(Array.prototype, 'values');
const mapEntries = method(Map.prototype, 'entries');
const setValues = method(Set.prototype, 'values');
const stringIterate = method(String.prototype, Symbol.iterator);
const matchAll = method(RegExp.prototype, Symbol.matchAll);
const revocable = Proxy.revocable;
const stackDefer = optional(library.DisposableStack?.prototype, 'defer');
const asyncStackDefer = optional(library.AsyncDisposableStack?.prototype, 'defer');
const iteratorPrototype = library.Iterator?.prototype;
const helperTake = optional(iteratorPrototype, 'take');
const iteratorFrom = optional(library.Iterator, 'from');
const iteratorConcat = optional(library.Iterator, 'concat');
const HELPERS = list();
for (const helper of ['map', 'filter', 'flatMap']) add(HELPERS, optional(iteratorPrototype, helper));

// The kinds of this library.
const kinds = list();
// For each, the objects whose methods it inherits from nearer than Object.prototype.
const owners = new Map();

function make(kind) {
  const before = quiet;
  quiet = true;
  try {
    return makers[kind]();
  } finally {
    quiet = before;
  }
}

// What the runner did not take out by now stays: a kind that cannot be made is one that the library lacks.
function learnKinds() {
  const names = ownKeys(makers);
  for (let i = 0; i < names.length; i++) {
    const kind = names[i];
    let sample;
    try {
      sample = make(kind);
    } catch {
      continue;
    }
    add(kinds, kind);
    attempt(() => {
      for (let p = getPrototypeOf(sample); p !== null && p !== Object.prototype; p = getPrototypeOf(p)) {
        let those = apply(mapGet, owners, [p]);
        if (those === undefined) apply(mapSet, owners, [p, (those = list())]);
        add(those, kind);
      }
    });
  }
}

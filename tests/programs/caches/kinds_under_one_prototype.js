// Objects of every kind are given the prototype of another kind; what sites have learned from that other kind
// must not serve them: each use is warmed by the natural kind before a stranger comes. (A TypedArray under another
// prototype has no own `length`: `apply` passes nothing.)
function* numbers() {
  yield 'generated';
}

const kinds = {
  array: () => [1, 2, 3],
  map: () => new Map([['k', 'v']]),
  set: () => new Set(['s']),
  weakMap: () => new WeakMap(),
  weakSet: () => new WeakSet(),
  weakRef: () => new WeakRef(kinds),
  generator: () => numbers(),
  regexp: () => /x/,
  error: () => new Error('e'),
  date: () => new Date(0),
  arrayBuffer: () => new ArrayBuffer(8),
  sharedArrayBuffer: () => new SharedArrayBuffer(8),
  dataView: () => new DataView(new ArrayBuffer(8)),
  typedArray: () => new Uint8Array([7, 8]),
  number: () => new Number(5),
  string: () => new String('abc'),
  symbol: () => Object(Symbol('y')),
  bigint: () => Object(5n),
  boolean: () => new Boolean(false),
  arguments: () => (function () { return arguments; })(1, 2, 3),
  sloppyFunction: () => function (a, b) { return a + b; },
  generatorFunction: () => numbers.bind(null),
  literal: () => ({ a: 1 }),
  empty: () => new Object(),
  arrayIterator: () => [1][Symbol.iterator](),
  mapIterator: () => new Map().keys(),
  proxy: () => new Proxy({}, {}),
  callableProxy: () => new Proxy(function () {}, {}),
};

const prototypes = {
  array: Array.prototype,
  map: Map.prototype,
  set: Set.prototype,
  generator: Object.getPrototypeOf(numbers.prototype),
  object: Object.prototype,
  function: Function.prototype,
  string: String.prototype,
  none: null,
};

const uses = {
  spread: o => [...o].length,
  loop: o => {
    let n = 0;
    for (const x of o) n++;
    return n;
  },
  destructure: o => {
    const [x, ...rest] = o;
    return typeof x + rest.length;
  },
  sum: o => {
    let s = 0;
    for (let i = 0; i < o.length; i++) s += o[i];
    return s;
  },
  put: o => {
    o[0] = 1;
    o[1] = 2;
    o[5] = 3;
    return [o[0], o[5], o.length].join('/');
  },
  push: o => o.push(5) + ':' + o.length,
  add: o => {
    o.fresh = 1;
    o.more = 2;
    return o.fresh + o.more;
  },
  size: o => o.size,
  get: o => o.get('k'),
  next: o => o.next().value,
  call: o => o.call(null, 1, 2),
  text: o => o.charCodeAt(0),
  infinity: o => o.Infinity,
  apply: o => Math.max.apply(null, o),
  yields: o => [...(function* () { yield* o; })()].length,
  keys: o => Object.keys(o).join(),
};

function attempt(use, o) {
  try {
    return String(use(o));
  } catch (e) {
    return e.constructor.name;
  }
}

const natural = {
  array: kinds.array, map: kinds.map, set: kinds.set, generator: kinds.generator, object: kinds.literal,
  function: kinds.sloppyFunction, string: kinds.string, none: () => Object.create(null),
};

for (const [name, prototype] of Object.entries(prototypes)) {
  for (const [kind, make] of Object.entries(kinds)) {
    const results = [];
    for (const use of Object.values(uses)) {
      for (let i = 0; i < 6; i++) attempt(use, natural[name]());
      const stranger = make();
      Object.setPrototypeOf(stranger, prototype);
      results.push(attempt(use, stranger));
    }
    console.log(name, kind, results.join(' '));
  }
}

// A numeric string is an index to a TypedArray, and a name to all others.
Array.prototype.Infinity = 'inherited';
const readInfinity = o => o.Infinity;
for (let i = 0; i < 6; i++) readInfinity([]);
const bytes = new Uint8Array(2);
Object.setPrototypeOf(bytes, Array.prototype);
console.log('numeric string', readInfinity(bytes), readInfinity([]));
delete Array.prototype.Infinity;
// gc-period: 7

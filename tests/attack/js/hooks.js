// What a built-in gets where it asks an attacked object for anything: first a disturbance (`fire`), then a value that was
// made just now and that nothing but the built-in holds.

// Disturbances left in this call. Without any, every hook is plain and every iterator ends: so every call ends.
let fuel = 0;
// While results are described and objects made, hooks do nothing.
let quiet = true;
let serial = 0;

function armed() {
  return !quiet && fuel > 0;
}

function freshString() {
  serial++;
  switch (random(8)) {
    case 0:
    case 6:
    case 7:
      return 'k' + serial;
    case 1:
      return call0(toUpperCase, 'made of text ' + serial);
    case 2:
      return '\u20ac' + serial;
    case 3:
      return 'a rope that is long enough to stay one ' + serial + ' until somebody flattens it';
    case 4:
      return pick(TEXTS);
    default:
      return '' + random(4);
  }
}

function freshNumber() {
  switch (random(8)) {
    case 0:
      return random(100) + 0.5;
    case 1:
      return NaN;
    case 2:
      return -random(4);
    case 3:
      return -0;
    default:
      return random(6);
  }
}

function freshBigInt() {
  return 2n ** 70n + library.BigInt(random(1000));
}

function freshObject() {
  switch (random(9)) {
    case 0:
      return oracle();
    case 1:
      return withGetters({});
    case 2:
      return callback();
    case 3:
      return hostileIterator();
    case 4:
      return convertible();
    case 5:
      return [freshString(), random(5), { fresh: serial++ }];
    case 6:
      return make(pick(kinds));
    default:
      return { fresh: serial++, text: freshString() };
  }
}

function fresh() {
  if (!armed()) return freshString();
  switch (random(12)) {
    case 0:
    case 1:
    case 2:
      return freshString();
    case 3:
    case 4:
      return freshNumber();
    case 5:
      return freshBigInt();
    case 6:
      return library.Symbol(freshString());
    case 7:
      return oneIn(2) ? undefined : null;
    case 8:
      return participants.length > 0 ? pick(participants) : undefined;
    default:
      return freshObject();
  }
}

// A key: that which a built-in is likely to ask for, or a new one.
function freshKey() {
  return oneIn(3) ? freshString() : pick(KEYS);
}

const TEXTS = setPrototypeOf(
  [
    '', 'a', 'abcabc', 'aXbXc', '\ud83d\ude00\ud800x', '12', '-0x1f', '1e3', '10n', '{"a":[1,2,{"b":"c"}],"d":null}', '[[],{}]',
    '%41%E2%82%AC', '%zz', '(a)|(?<n>b)', 'a.c', '[', '$1$&$<n>', 'return 1', 'a, b', 'g', 'gi', 'y', 'default', 'number',
    'string', 'caf\u00e9', 'NFD', '2020-01-01T00:00:00Z', 'length', 'constructor', '0', 'zero \u0130\u0131\u00df',
  ],
  null,
);

const KEYS = setPrototypeOf(
  [
    'length', 'constructor', 'next', 'done', 'value', 'return', 'throw', 'get', 'set', 'add', 'has', 'delete', 'size', 'keys',
    'entries', 'flags', 'global', 'unicode', 'lastIndex', 'exec', 'index', 'groups', 'input', 'source', 'raw', 'message', 'cause',
    'errors', 'name', 'toString', 'valueOf', 'toJSON', 'toISOString', 'toLocaleString', 'join', 'enumerable', 'configurable',
    'writable', 'maxByteLength', 'mode', 'padding', 'prototype', 'apply', 'getPrototypeOf', 'ownKeys', 'defineProperty',
    '__proto__', '0', '1', '2', '7', 'a', 'b', 'k1',
    Symbol.iterator, Symbol.toPrimitive, Symbol.species, Symbol.toStringTag, Symbol.hasInstance, Symbol.isConcatSpreadable,
    Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search, Symbol.split, Symbol.unscopables,
    Symbol.dispose === undefined ? 'dispose' : Symbol.dispose,
  ],
  null,
);

const METHODS = {
  __proto__: null,
  next: 1, return: 1, throw: 1, get: 1, set: 1, add: 1, has: 1, delete: 1, keys: 1, entries: 1, exec: 1, toString: 1, valueOf: 1,
  toJSON: 1, toISOString: 1, toLocaleString: 1, join: 1, apply: 1, getPrototypeOf: 1, ownKeys: 1, defineProperty: 1,
  [Symbol.iterator]: 1, [Symbol.toPrimitive]: 1, [Symbol.hasInstance]: 1, [Symbol.match]: 1, [Symbol.matchAll]: 1,
  [Symbol.replace]: 1, [Symbol.search]: 1, [Symbol.split]: 1,
};

// The value of a property of that name, plausible to who asks for it.
function valueFor(key) {
  if (!armed()) return undefined;
  if (oneIn(16)) return fresh();
  if (METHODS[key] !== undefined || (key === Symbol.dispose && key !== undefined)) return hook(key);
  switch (key) {
    case 'length':
    case 'size':
    case 'index':
    case 'lastIndex':
    case 'maxByteLength':
      return oneIn(3) ? convertible() : random(6);
    case 'done':
    case 'global':
    case 'unicode':
    case 'enumerable':
    case 'configurable':
    case 'writable':
    case Symbol.isConcatSpreadable:
      return oneIn(2);
    case 'constructor':
      return species();
    case Symbol.species:
      return speciesConstructor();
    case 'flags':
      return pick(FLAGS);
    case 'prototype':
      return getPrototypeOf(make(pick(kinds)));
    case 'errors':
    case 'groups':
    case 'raw':
      return freshObject();
    case 'value':
      return fresh();
    default:
      return oneIn(4) ? freshString() : fresh();
  }
}

const FLAGS = setPrototypeOf(['', 'g', 'y', 'gu', 'dg', 'gv', 'iy', 'gg'], null);

// A method of that name that disturbs.
function hook(key) {
  switch (key) {
    case Symbol.iterator:
    case 'keys':
    case 'entries':
    case Symbol.matchAll:
      return () => {
        fire();
        return hostileIterator();
      };
    case 'next':
    case 'return':
    case 'throw':
      return (value) => {
        fire(value);
        return iteratorResult();
      };
    case Symbol.toPrimitive:
    case 'valueOf':
    case 'toString':
    case 'toLocaleString':
    case 'join':
      return () => {
        fire();
        return primitive();
      };
    case 'exec':
      return function (text) {
        fire(text, this);
        return armed() && !oneIn(3) ? match(text) : null;
      };
    case 'has':
    case Symbol.hasInstance:
      return (value) => {
        fire(value);
        return oneIn(2);
      };
    default:
      return callback();
  }
}

function primitive() {
  if (!armed()) return random(4);
  switch (random(10)) {
    case 0:
      return freshBigInt();
    case 1:
      return library.Symbol('p' + serial);
    case 2:
      return { fresh: serial++ };
    case 3:
    case 4:
    case 5:
      return freshString();
    default:
      return freshNumber();
  }
}

// An object to be converted: to a string, a number, a key.
function convertible() {
  const o = { made: serial++ };
  const to = (hint) => {
    fire(hint);
    return primitive();
  };
  if (oneIn(2)) defineProperty(o, Symbol.toPrimitive, oneIn(2) ? data(to) : accessor(() => (fire(), to), undefined));
  else {
    defineProperty(o, 'valueOf', data(to));
    defineProperty(o, 'toString', data(to));
  }
  return name(o, 'convertible');
}

// A function to be called back: reducer, comparator, replacer, species, trap.
function callback() {
  const f = function (a, b) {
    fire(a, b, this);
    if (!armed()) return a;
    switch (random(7)) {
      case 0:
        return a;
      case 1:
        return b;
      case 2:
        return this;
      case 3:
        return random(3) - 1;
      case 4:
        return oneIn(2);
      default:
        return fresh();
    }
  };
  return name(f, 'callback');
}

function match(text) {
  const m = [freshString(), freshString(), undefined];
  defineProperty(m, 'index', oneIn(2) ? data(random(4)) : data(convertible()));
  defineProperty(m, 'input', data(text));
  defineProperty(m, 'groups', data(oneIn(2) ? undefined : freshObject()));
  if (oneIn(3)) defineProperty(m, '0', accessor(() => (fire(), primitive()), undefined));
  if (oneIn(4)) defineProperty(m, '1', accessor(() => (fire(), primitive()), undefined));
  return m;
}

function iteratorResult() {
  if (!armed()) return { value: undefined, done: true };
  switch (random(8)) {
    case 0:
      return withGetters({});
    case 1:
      return oracle();
    case 2:
      return { value: fresh(), done: oneIn(4) };
    case 3:
      return { value: [freshString(), freshObject()], done: false };
    case 4: {
      const result = { done: false };
      defineProperty(result, 'value', accessor(() => (fire(), fresh()), undefined));
      return result;
    }
    case 5:
      return oneIn(3) ? 5 : { value: fresh(), done: false };
    default:
      return { value: oneIn(2) ? fresh() : random(5), done: false };
  }
}

function hostileIterator() {
  const it = { made: serial++ };
  defineProperty(it, 'next', oneIn(4) ? accessor(() => (fire(), hook('next')), undefined) : data(hook('next')));
  if (oneIn(2)) defineProperty(it, 'return', oneIn(3) ? accessor(() => (fire(), hook('return')), undefined) : data(hook('return')));
  if (oneIn(3)) defineProperty(it, 'throw', data(hook('throw')));
  defineProperty(it, Symbol.iterator, data(() => (fire(), it)));
  if (library.Iterator !== undefined && oneIn(3)) setPrototypeOf(it, library.Iterator.prototype);
  return name(it, 'iterator');
}

// An object whose `constructor` this is: its species may be anything.
function species() {
  const c = function () {};
  defineProperty(c, Symbol.species, accessor(() => (fire(), speciesConstructor()), undefined));
  return c;
}

// A constructor of what a built-in fills: a receiver of its own kind, one that others hold, or nothing of the sort.
function speciesConstructor() {
  if (oneIn(5)) return pick(CONSTRUCTORS);
  return name(function (first) {
    fire(first, this);
    switch (random(4)) {
      case 0:
        return participants.length > 0 ? pick(participants) : this;
      case 1:
        return make(pick(kinds));
      case 2:
        return oracle();
      default:
        return [];
    }
  }, 'species');
}

const CONSTRUCTORS = setPrototypeOf(
  [library.Array, library.Object, library.Map, library.Set, library.RegExp, library.Uint8Array, library.ArrayBuffer, undefined, null],
  null,
);
CONSTRUCTORS[5] = library.typed[1];

// Gives an object accessors that disturb, under names that built-ins ask for.
function withGetters(o) {
  const n = 2 + random(5);
  for (let i = 0; i < n; i++) {
    const key = pick(KEYS);
    attempt(() => defineProperty(o, key, accessor(() => (fire(), valueFor(key)), (value) => fire(value))));
  }
  return o;
}

// A proxy that has every property.
function oracle() {
  const p = new library.Proxy(oneIn(3) ? { made: serial++ } : callback(), {
    __proto__: null,
    get(target, key) {
      fire(key);
      return valueFor(key);
    },
    has(target, key) {
      fire(key);
      return true;
    },
    getOwnPropertyDescriptor(target, key) {
      fire(key);
      return armed() && isExtensible(target) && getOwnPropertyDescriptor(target, key) === undefined
        ? { value: valueFor(key), configurable: true, enumerable: !oneIn(4), writable: true }
        : getOwnPropertyDescriptor(target, key);
    },
    ownKeys(target) {
      fire();
      return armed() ? copiedKeys(target) : ownKeys(target);
    },
    getPrototypeOf(target) {
      fire();
      return getPrototypeOf(target);
    },
  });
  return name(p, 'oracle');
}

// A proxy of a target, each of whose traps disturbs and then does as it should; now and then it lies.
function hostileProxy(target) {
  const handler = {
    __proto__: null,
    get(t, key, receiver) {
      fire(key);
      if (armed() && oneIn(3)) return valueFor(key);
      return ReflectGet(t, key, receiver);
    },
    set(t, key, value, receiver) {
      fire(key, value);
      return ReflectSet(t, key, value, receiver);
    },
    has(t, key) {
      fire(key);
      return ReflectHas(t, key);
    },
    deleteProperty(t, key) {
      fire(key);
      return deleteProperty(t, key);
    },
    defineProperty(t, key, descriptor) {
      fire(key, descriptor);
      return defineProperty(t, key, descriptor);
    },
    getOwnPropertyDescriptor(t, key) {
      fire(key);
      if (armed() && oneIn(3)) return { value: fresh(), configurable: true, enumerable: true, writable: true };
      return getOwnPropertyDescriptor(t, key);
    },
    ownKeys(t) {
      fire();
      if (armed() && oneIn(2)) return copiedKeys(t);
      return ownKeys(t);
    },
    getPrototypeOf(t) {
      fire();
      if (armed() && oneIn(2)) return hostileProxy(getPrototypeOf(t) ?? {});
      return getPrototypeOf(t);
    },
    setPrototypeOf(t, prototype) {
      fire(prototype);
      return ReflectSetPrototypeOf(t, prototype);
    },
    isExtensible(t) {
      fire();
      return isExtensible(t);
    },
    preventExtensions(t) {
      fire();
      return preventExtensions(t);
    },
    apply(t, self, args) {
      fire(self, args);
      return apply(t, self, args);
    },
    construct(t, args, newTarget) {
      fire(args, newTarget);
      return oneIn(3) ? freshObject() : construct(t, args, newTarget);
    },
  };
  return name(new library.Proxy(target, handler), 'proxy');
}

// The keys of an object as new strings, and some more.
function copiedKeys(t) {
  const keys = ownKeys(t);
  const copies = [];
  for (let i = 0; i < keys.length; i++) {
    defineProperty(copies, i, data(typeof keys[i] === 'string' ? apply(sliceString, keys[i] + '!', [0, -1]) : keys[i]));
  }
  for (let i = random(4); i > 0; i--) defineProperty(copies, copies.length, data('extra' + serial++));
  return copies;
}

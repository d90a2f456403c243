// `fire`: what every hook does first.

// The receiver, the arguments and what they are made of: what a built-in may be in the midst of walking.
const participants = list();
// The call that is attacked: { f, self, args, target }.
let current;
let depth = 0;
// Holds the last junk, so that what was freed by mistake has other contents by now.
let sink;
const collect = globalThis.gc;

function enlist(value) {
  if (isObject(value)) add(participants, value);
  return value;
}

// Cells of many kinds and sizes.
function junk() {
  const kept = list();
  for (let i = 0; i < 6; i++) {
    serial++;
    add(kept, { junk: i });
    add(kept, { junk: i, b: 'junk ' + serial, c: 1.5, d: kept });
    add(kept, call0(toUpperCase, 'junk text ' + serial));
    add(kept, 'x' + serial);
    add(kept, [i, 'junk']);
    add(kept, [kept, kept, kept, kept, kept, kept, kept, kept, kept, kept, kept, kept]);
    add(kept, () => serial);
    add(kept, library.BigInt(serial) + 2n ** 65n);
    add(kept, library.Symbol('junk'));
  }
  add(kept, new library.Map([[1, 2]]));
  add(kept, new library.Error('junk'));
  sink = kept;
}

// What hooks have been given in this call, as a number: a key or an element that died meanwhile shows here.
let witness = 0;

function observe(value) {
  let text = typeof value;
  if (text === 'string' || text === 'number' || text === 'boolean') text += value;
  else if (text === 'symbol') text += call0(symbolDescription, value);
  else if (isObject(value)) text += apply(labelGet, labels, [value]) ?? apply(mapGet, paths, [value]) ?? '';
  for (let i = 0; i < text.length && i < 80; i++) witness = imul(witness ^ apply(charCodeAt, text, [i]), 16777619);
  witness = imul(witness ^ text.length, 16777619);
}

// Called with what the hook was given.
function fire(first, second, third) {
  if (quiet) return;
  observe(first);
  observe(second);
  observe(third);
  if (!armed()) return;
  fuel--;
  if (!oneIn(3)) disturb();
  if (oneIn(4)) disturb();
  junk();
  collect();
  junk();
  if (depth < 2 && current !== undefined && oneIn(8)) again();
  if (oneIn(14)) throw oneIn(2) ? new library.Error('thrown ' + serial) : freshString();
}

// The same call once more, from within.
function again() {
  depth++;
  try {
    const { f, self, args, target } = current;
    if (target !== undefined) construct(f, args, target);
    else apply(f, self, args);
  } catch {
    // What it throws is not this call's.
  } finally {
    depth--;
  }
}

function disturb() {
  if (participants.length === 0 || oneIn(5)) attempt(overwrite);
  else {
    const victim = pick(participants);
    attempt(() => pick(mutations)(victim));
    attempt(() => mutateByKind(victim));
  }
}

const PROTOTYPES = list();

const mutations = setPrototypeOf(
  [
    (o) => freeze(o),
    (o) => seal(o),
    (o) => preventExtensions(o),
    (o) => setPrototypeOf(o, oneIn(5) ? null : pick(PROTOTYPES)),
    (o) => withGetters(o),
    (o) => defineProperty(o, '' + random(4), accessor(() => (fire(), fresh()), (value) => fire(value))),
    (o) => ReflectSet(o, freshKey(), fresh()),
    (o) => ReflectSet(o, freshKey(), fresh()),
    (o) => deleteProperty(o, freshKey()),
    (o) => {
      const keys = ownKeys(o);
      for (let i = 0; i < keys.length; i++) deleteProperty(o, keys[i]);
    },
    (o) => {
      for (let i = 0; i < 30; i++) o['grown' + i] = freshString();
    },
    (o) => ReflectSet(o, 'length', random(3)),
    (o) => ReflectSet(o, 'lastIndex', random(6)),
    (o) => defineProperty(o, 'constructor', oneIn(2) ? data(species()) : accessor(() => (fire(), species()), undefined)),
  ],
  null,
);

function mutateByKind(o) {
  if (typeof o === 'function') return;
  if (isArray(o)) return pick(arrayMutations)(o);
  if (attempt(() => call0(typedTag, o)) !== undefined) return shake(call0(typedBuffer, o));
  pick(kindMutations)(o);
}

const arrayMutations = setPrototypeOf(
  [
    (a) => {
      a.length = 0;
    },
    (a) => {
      a.length = 1;
    },
    (a) => {
      for (let i = 0; i < 40; i++) a[a.length] = freshString();
    },
    (a) => {
      for (let i = 0; i < a.length && i < 60; i++) a[i] = fresh();
    },
    (a) => {
      a[1500] = 1;
      a.length = 4;
    },
    (a) => deleteProperty(a, '0'),
    (a) => {
      a[a.length] = freshObject();
    },
    (a) => defineProperty(a, 'length', { __proto__: null, writable: false }),
    (a) => {
      a[0] = freshBigInt();
    },
  ],
  null,
);

// A buffer becomes shorter, longer or another's.
function shake(buffer) {
  if (oneIn(3)) call0(bufferTransfer, buffer);
  else apply(oneIn(6) ? sharedGrow : bufferResize, buffer, [random(5) * 8]);
}

const kindMutations = setPrototypeOf(
  [
    (o) => call0(mapClear, o),
    (o) => call0(setClear, o),
    (o) => {
      for (let i = 0; i < 20; i++) apply(mapSet, o, ['grown' + i, { i }]);
    },
    (o) => {
      for (let i = 0; i < 20; i++) apply(setAdd, o, [freshString()]);
    },
    (o) => apply(mapDelete, o, ['a']),
    (o) => apply(setDelete, o, [1]),
    shake,
    shake,
    (o) => shake(o.buffer),
    (o) => apply(regexpCompile, o, [pick(TEXTS), pick(FLAGS)]),
    (o) => apply(dateSetTime, o, [random(1000)]),
    (o) => call0(generatorNext, o),
    (o) => apply(generatorReturn, o, [freshObject()]),
    (o) => apply(generatorThrow, o, [freshObject()]),
    (o) => call0(ReflectGet(o, 'next'), o),
  ],
  null,
);

// Intrinsics that built-ins read while they run; each is put back after the call.
const overwritten = list();
const TARGETS = list();

function learnTargets() {
  const every = (owner, keys) => {
    for (let i = 0; i < keys.length; i++) {
      if (owner && getOwnPropertyDescriptor(owner, keys[i]) !== undefined) add(TARGETS, { __proto__: null, owner, key: keys[i] });
    }
  };
  const next = ['next', 'return', 'throw'];
  every(getPrototypeOf([].values()), next);
  every(getPrototypeOf(new Map().keys()), next);
  every(getPrototypeOf(new Set().keys()), next);
  every(getPrototypeOf(''[Symbol.iterator]()), next);
  every(getPrototypeOf(/./[Symbol.matchAll]('')), next);
  every(generatorPrototype, next);
  every(Array.prototype, [Symbol.iterator, 'push', 'join', 'toString', 'concat', 'constructor', 'values']);
  every(Map.prototype, ['set', 'get', 'has', Symbol.iterator, 'constructor']);
  every(Set.prototype, ['add', 'has', 'keys', Symbol.iterator, 'constructor']);
  every(WeakMap.prototype, ['set']);
  every(WeakSet.prototype, ['add']);
  every(String.prototype, [Symbol.iterator, 'valueOf', 'toString']);
  every(RegExp.prototype, ['exec', 'flags', 'constructor', Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.split, 'global']);
  every(Object.prototype, ['toString', 'valueOf', 'constructor', 'toLocaleString']);
  every(Function.prototype, [Symbol.hasInstance, 'call', 'apply', 'toString']);
  every(Number.prototype, ['toString', 'valueOf', 'toLocaleString']);
  every(Date.prototype, [Symbol.toPrimitive, 'toISOString', 'valueOf']);
  every(Error.prototype, ['toString', 'name', 'message']);
  every(TypedArray.prototype, ['constructor', Symbol.iterator, 'length', 'toLocaleString']);
  every(Array, [Symbol.species]);
  every(RegExp, [Symbol.species]);
  every(ArrayBuffer, [Symbol.species]);
  every(iteratorPrototype, [Symbol.iterator, 'constructor']);
}

const ADDED = setPrototypeOf(
  ['0', '1', 'get', 'value', 'done', 'return', 'writable', 'toJSON', 'cause', 'raw', Symbol.toPrimitive, Symbol.toStringTag, 'groups'],
  null,
);
const ADDED_TO = setPrototypeOf(
  [Object.prototype, Array.prototype, String.prototype, Number.prototype, Function.prototype, TypedArray.prototype],
  null,
);

function overwrite() {
  const added = oneIn(4);
  const { owner, key } = added ? { owner: pick(ADDED_TO), key: pick(ADDED) } : pick(TARGETS);
  const old = getOwnPropertyDescriptor(owner, key);
  add(overwritten, { __proto__: null, owner, key, old: old === undefined ? undefined : setPrototypeOf(old, null) });
  const before = old?.value;
  if (added || oneIn(4)) {
    defineProperty(owner, key, accessor(() => (fire(), before === undefined ? valueFor(key) : before), (value) => fire(value)));
  } else if (typeof before === 'function') {
    const disturbed = function (first, second) {
      fire(first, second, this);
      return armed() && oneIn(3) ? fresh() : apply(before, this, arguments);
    };
    defineProperty(owner, key, data(disturbed));
  } else {
    defineProperty(owner, key, data(hook(key)));
  }
}

function restore() {
  for (let i = overwritten.length - 1; i >= 0; i--) {
    const { owner, key, old } = overwritten[i];
    if (old === undefined) deleteProperty(owner, key);
    else defineProperty(owner, key, old);
  }
  overwritten.length = 0;
}

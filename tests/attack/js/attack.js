// A case: calls of one function of the library, chosen by a seed.

// So many calls in which a hook ran; some functions never ask for anything.
const CALLS = 6;
const TRIES = 16;
const FUEL = 10;

learnKinds();
learnTargets();
{
  const names = list();
  apply(mapForEach, owners, [(those, prototype) => add(names, prototype)]);
  for (let i = 0; i < names.length; i++) if (apply(mapGet, paths, [names[i]]) !== undefined) add(PROTOTYPES, names[i]);
  for (let i = 0; i < library.typed.length; i++) {
    const prototype = library.typed[i].prototype;
    if (apply(mapGet, owners, [prototype]) === undefined) add(PROTOTYPES, prototype);
  }
  add(PROTOTYPES, Object.prototype);
}

const byPath = new Map();
for (let i = 0; i < functions.length; i++) apply(mapSet, byPath, [functions[i].path, functions[i]]);

function kindFor(owner) {
  const those = owner === undefined ? undefined : apply(mapGet, owners, [owner]);
  return those === undefined || oneIn(6) ? pick(kinds) : pick(those);
}

function receiver(entry) {
  if (oneIn(10)) return fresh();
  let value = make(kindFor(entry.owner));
  enlist(value);
  if (oneIn(entry.owner === Object.prototype ? 2 : 8)) attempt(() => (value = hostileProxy(value)));
  else if (oneIn(8)) attempt(() => setPrototypeOf(value, pick(PROTOTYPES)));
  return value;
}

function argument(entry) {
  switch (random(12)) {
    case 0:
    case 1:
      return convertible();
    case 2:
    case 3:
      return callback();
    case 4:
      return entry.large && oneIn(2) ? pick(LARGE) : freshNumber();
    case 5:
      return freshString();
    case 6:
      return oracle();
    case 7:
      return freshKey();
    case 8:
      return hostileProxy(make(pick(kinds)));
    case 9:
      return make(kindFor(entry.owner));
    case 10:
      return fresh();
    default:
      return make(pick(kinds));
  }
}

// Arguments: of every sort; or all of the sort that most built-ins ask first, since what is none is refused at once.
function argumentsFor(entry) {
  const length = getOwnPropertyDescriptor(entry.f, 'length')?.value ?? 0;
  const n = oneIn(6) ? random(5) : length + random(2);
  const sort = random(entry.reflects ? 3 : 5);
  const args = [];
  for (let j = 0; j < n; j++) {
    const value =
      sort === 0 ? callback() : sort === 1 ? hostileProxy(make(pick(kinds))) : sort === 2 ? oracle() : argument(entry);
    defineProperty(args, j, data(enlist(value)));
  }
  return args;
}

// What new.target may be.
function newTarget(f) {
  switch (random(5)) {
    case 0:
      return class extends makeBase() {};
    case 1:
      return hostileProxy(f);
    case 2:
      return withGetters(apply(functionBind, function () {}, [null]));
    case 3: {
      const target = apply(functionBind, function () {}, [null]);
      defineProperty(target, 'prototype', accessor(() => (fire(), valueFor('prototype')), undefined));
      return target;
    }
    default:
      return f;
  }
}

function runCase(path, seed) {
  const entry = apply(mapGet, byPath, [path]);
  if (entry === undefined) {
    print('there is no ' + path);
    return;
  }
  seedWith(seed);
  let hooked = 0;
  for (let i = 0; i < TRIES && hooked < CALLS; i++) {
    participants.length = 0;
    const self = receiver(entry);
    const args = argumentsFor(entry);
    const target = entry.constructs && oneIn(2) ? newTarget(entry.f) : undefined;
    current = { __proto__: null, f: entry.f, self, args, target };
    print(path + ' call ' + i + (target === undefined ? '' : ' as a constructor') + ' with ' + args.length);
    print('  ' + call(entry, self, args, target));
    if (fuel === FUEL) continue;
    hooked++;
    print('  this ' + describe(self, 2));
    for (let j = 0; j < args.length; j++) print('  ' + describe(args[j], 2));
  }
}

function call(entry, self, args, target) {
  let said;
  let result;
  witness = 0;
  fuel = FUEL;
  quiet = false;
  try {
    result = target !== undefined ? construct(entry.f, args, target) : apply(entry.f, self, args);
    if (isObject(result)) pursue(result);
    quiet = true;
    restore();
    said = NOT_COMPARED[entry.path] !== undefined ? 'returns' : 'returns ' + describe(result, 2);
  } catch (error) {
    quiet = true;
    restore();
    said = 'throws ' + kindOfError(error);
  }
  depth = 0;
  return said + ' fuel ' + fuel + ' witness ' + witness;
}

// Goes on with a result that is only the beginning: an iterator, a function.
function pursue(result) {
  if (typeof result === 'function') {
    if (apply(mapGet, paths, [result]) === undefined && apply(labelGet, labels, [result]) === undefined) {
      attempt(() => apply(result, undefined, [fresh()]));
    }
    return;
  }
  const next = attempt(() => ReflectGet(result, 'next'));
  if (typeof next !== 'function') return;
  for (let i = 0; i < 4; i++) {
    const step = attempt(() => call0(next, result));
    if (step === undefined) return;
  }
  attempt(() => call0(ReflectGet(result, 'return'), result));
}

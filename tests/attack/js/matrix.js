// Each kind of object under each kind's prototype, in front of code that has learnt another kind.
//
// A case is a driver: for each of some kinds, its one place in the code is warmed with what it is meant for, then it gets objects of the
// kind whose prototype is every other's in turn.

const arrays = () => {
  const those = list();
  add(those, [1, 2, 3]);
  add(those, [1.5, 2]);
  add(those, ['a', 'b', 'c']);
  add(those, []);
  return those;
};
const one = (makeOne) => () => {
  const those = list();
  add(those, makeOne());
  return those;
};
const iterators = () => {
  const those = arrays();
  for (let i = 0; i < those.length; i++) those[i] = call0(arrayValues, those[i]);
  return those;
};

const LIMIT = 12;

function* all(iterable) {
  return yield* iterable;
}

const instanceFields = class {
  a = 1;
  method() {
    return 'called ' + this.a;
  }
  #hidden = 5;
  static reveal(o) {
    return #hidden in o ? o.#hidden : 'none';
  }
};

// name: [what it is warmed with, what it does]
const drivers = {
  __proto__: null,
  loop: [arrays, (a) => {
    let s = '';
    for (let i = 0; i < a.length && i < LIMIT; i++) s += typeof a[i];
    return s;
  }],
  sum: [arrays, (a) => {
    let s = 0;
    for (let i = 0; i < a.length && i < LIMIT; i++) s += +a[i];
    return s;
  }],
  put: [arrays, (a) => {
    a[0] = 1;
    a[1] = 2;
    a[5] = 3;
    return typeof a[0] + typeof a[5] + a.length;
  }],
  forOf: [arrays, (a) => {
    let n = 0;
    for (const x of a) if (++n > LIMIT) break;
    return n;
  }],
  destructure: [arrays, (a) => {
    const [x, y] = a;
    return typeof x + typeof y;
  }],
  destructureRest: [arrays, (a) => {
    const [x, ...z] = a;
    return typeof x + z.length;
  }],
  spread: [arrays, (a) => [...a].length],
  spreadCall: [arrays, (a) => Math.max(...a)],
  spreadNew: [arrays, (a) => new library.Array(...a, 'end').length],
  push: [arrays, (a) => {
    a.push(5);
    a.push({ x: 1 });
    return a.length;
  }],
  pop: [arrays, (a) => typeof a.pop() + a.length],
  length: [arrays, (a) => a.length],
  setLength: [arrays, (a) => {
    a.length = 1;
    return a.length;
  }],
  slice: [arrays, (a) => a.slice(1).length],
  mapCall: [arrays, (a) => a.map((x) => typeof x).length],
  indexOf: [arrays, (a) => a.indexOf(2)],
  includes: [arrays, (a) => a.includes('b')],
  join: [arrays, (a) => a.join('-')],
  concat: [arrays, (a) => [0].concat(a).length],
  sort: [arrays, (a) => a.sort().length],
  arrayFrom: [arrays, (a) => library.Array.from(a).length],
  applyWith: [arrays, (a) => ((...rest) => rest.length).apply(null, a)],
  hasIndex: [arrays, (a) => (1 in a) + ' ' + ('length' in a)],
  deleteIndex: [arrays, (a) => delete a[0]],
  forIn: [arrays, (a) => {
    let s = '';
    for (const k in a) s += k + ',';
    return s;
  }],
  isArray: [arrays, (a) => library.Array.isArray(a)],
  instanceOfArray: [arrays, (a) => a instanceof library.Array],
  keysOf: [arrays, (a) => library.Object.keys(a).length],
  objectSpread: [arrays, (a) => library.Object.keys({ ...a }).length],
  json: [arrays, (a) => JSON.stringify(a)],
  template: [arrays, (a) => `${a}`],
  add: [arrays, (a) => a + 1],
  compare: [arrays, (a) => a < 5],
  yieldAll: [arrays, (a) => {
    let n = 0;
    for (const x of all(a)) if (++n > LIMIT) break;
    return n;
  }],
  arrayIterator: [iterators, (it) => {
    const step = it.next();
    return typeof step.value + step.done;
  }],
  forOfIterator: [iterators, (it) => {
    let n = 0;
    for (const x of it) if (++n > LIMIT) break;
    return n;
  }],
  argumentsLoop: [one(() => loosely(1, 2)), (a) => {
    let n = 0;
    for (let i = 0; i < a.length && i < LIMIT; i++) n += a[i] === undefined ? 1 : 2;
    return n;
  }],
  mapForOf: [one(makers.map), (m) => {
    let n = 0;
    for (const [k, v] of m) if (++n > LIMIT) break;
    return n;
  }],
  mapSpread: [one(makers.map), (m) => [...m].length],
  mapGet: [one(makers.map), (m) => typeof m.get('a') + m.has('a') + m.size],
  mapSet: [one(makers.map), (m) => m.set('k', 1).size],
  mapEach: [one(makers.map), (m) => {
    let n = 0;
    m.forEach(() => n++);
    return n;
  }],
  setForOf: [one(makers.set), (s) => {
    let n = 0;
    for (const x of s) if (++n > LIMIT) break;
    return n;
  }],
  setSpread: [one(makers.set), (s) => [...s].length],
  setHas: [one(makers.set), (s) => s.has(1) + ' ' + s.size + (s.add(5) === s)],
  weakGet: [one(makers.weakMap), (w) => typeof w.get(w) + w.has(w)],
  generatorForOf: [one(walkTwo), (g) => {
    let n = 0;
    for (const x of g) if (++n > LIMIT) break;
    return n;
  }],
  generatorNext: [one(walkTwo), (g) => {
    const step = g.next();
    return typeof step.value + step.done;
  }],
  generatorSpread: [one(walkTwo), (g) => [...g].length],
  generatorReturn: [one(walkTwo), (g) => typeof g.return(5).value],
  generatorDelegate: [one(walkTwo), (g) => [...all(g)].length],
  stringForOf: [one(() => new library.String('abc')), (s) => {
    let n = 0;
    for (const x of s) if (++n > LIMIT) break;
    return n;
  }],
  charAt: [one(() => new library.String('abc')), (s) => s.charCodeAt(1) + s[1]],
  typedLoop: [one(() => new (library.typed[1])(4)), (a) => {
    let n = 0;
    for (let i = 0; i < a.length && i < LIMIT; i++) {
      a[i] = i;
      n += +a[i];
    }
    return n;
  }],
  typedFill: [one(() => new (library.typed[1])(4)), (a) => a.fill(1).length],
  typedBuffer: [one(() => new (library.typed[1])(4)), (a) => a.byteLength + ' ' + typeof a.buffer],
  bufferLength: [one(makers.arrayBuffer), (b) => b.byteLength + ' ' + b.slice(1).byteLength],
  viewGet: [one(makers.dataView), (v) => v.getInt8(0) + v.getFloat64(1)],
  regexpTest: [one(() => /a/g), (r) => r.test('banana') + ' ' + r.lastIndex],
  regexpReplace: [one(() => /a/g), (r) => 'banana'.replace(r, 'o')],
  regexpSplit: [one(() => /a/), (r) => 'banana'.split(r).length],
  regexpFlags: [one(() => /a/g), (r) => r.flags + r.global + r.source],
  dateGet: [one(() => new library.Date(5)), (d) => d.getTime() + d.getUTCDay()],
  dateText: [one(() => new library.Date(5)), (d) => d.toISOString() + (d - 1)],
  errorText: [one(makers.error), (e) => typeof e.message + typeof library.String(e)],
  errorIs: [one(makers.error), (e) => e instanceof library.Error],
  boxedAdd: [one(makers.boxedNumber), (n) => n + 1 + n.toFixed(1)],
  boxedValue: [one(makers.boxedBoolean), (b) => b.valueOf() + '' + b.toString()],
  symbolText: [one(makers.boxedSymbol), (s) => s.toString() + typeof s.description],
  bigintAdd: [one(makers.boxedBigInt), (b) => typeof (b + 1n)],
  field: [one(() => new instanceFields()), (o) => o.a],
  setField: [one(() => new instanceFields()), (o) => {
    o.a = 2;
    return o.a;
  }],
  newField: [one(() => new instanceFields()), (o) => {
    o.extra = 2;
    return o.extra;
  }],
  callMethod: [one(() => new instanceFields()), (o) => o.method()],
  privateIn: [one(() => new instanceFields()), (o) => instanceFields.reveal(o)],
  callToString: [one(() => new instanceFields()), (o) => o.toString()],
  constructorOf: [one(() => new instanceFields()), (o) => typeof o.constructor],
  callIt: [one(() => (x) => x), (f) => typeof f(1)],
  newIt: [one(() => instanceFields), (f) => typeof new f(1)],
  callCall: [one(() => (x) => x), (f) => typeof f.call(null, 1) + typeof f.apply(null, [1])],
  bindIt: [one(() => (x) => x), (f) => typeof f.bind(null).name],
  instanceOfIt: [one(() => instanceFields), (f) => ({}) instanceof f],
  weakDeref: [one(makers.weakRef), (w) => {
    w.deref();
    return 'called';
  }],
  freezeIt: [arrays, (a) => library.Object.isFrozen(library.Object.freeze(a))],
  copyProperties: [one(() => ({ a: 1, b: 2 })), (o) => {
    const { a, ...rest } = o;
    return typeof a + library.Object.keys(rest).length;
  }],
  entriesOf: [one(() => ({ a: 1, b: 2 })), (o) => library.Object.entries(o).length],
  getDescriptors: [one(() => ({ a: 1, b: 2 })), (o) => ownKeys(library.Object.getOwnPropertyDescriptors(o)).length],
};

// Kinds that depend on which others there are have no row.
const NO_ROW = { __proto__: null, kindProxy: 1 };

const MATRIX = 'matrix:';
const WARM = 40;

// One kind; or those that the seed chooses: so many seeds one after the other have them all.
const SHARES = 16;

function matrixCase(driver, kind, seed) {
  const warm = drivers[driver][0];
  const run = drivers[driver][1];
  for (let i = 0; i < kinds.length; i++) {
    if (NO_ROW[kinds[i]] !== undefined) continue;
    if (kind === undefined ? i % SHARES === seed % SHARES : kind === kinds[i]) matrixRow(driver, warm, run, kinds[i]);
  }
}

function warmUp(warm, run, times) {
  for (let i = 0; i < times; i++) {
    const those = warm();
    for (let j = 0; j < those.length; j++) run(those[j]);
  }
}

function matrixRow(driver, warm, run, kind) {
  warmUp(warm, run, WARM);
  for (let i = 0; i < PROTOTYPES.length; i++) {
    if (isOfOldIterators(PROTOTYPES[i])) continue;
    const prototype = apply(mapGet, paths, [PROTOTYPES[i]]);
    seedWith(hashOf(kind + prototype));
    serial = 0;
    let said;
    try {
      const o = make(kind);
      setPrototypeOf(o, PROTOTYPES[i]);
      // What was learnt before may be forgotten now: a prototype has been set.
      warmUp(warm, run, 2);
      said = describe(run(o), 1);
    } catch (error) {
      said = 'throws ' + nameOfError(error);
    }
    print(MATRIX + driver + ':' + kind + ' under ' + prototype + ': ' + said);
  }
}

// Whether it is an iterator's prototype of a library without Iterator, which has nothing to compare with: Node's before 22.
function isOfOldIterators(prototype) {
  const base = getPrototypeOf(generatorPrototype);
  return library.Iterator === undefined && (prototype === base || getPrototypeOf(prototype) === base);
}

// The same object for a field of the matrix in every library: Node has fewer kinds.
function hashOf(text) {
  let h = 7;
  for (let i = 0; i < text.length; i++) h = imul(h ^ apply(charCodeAt, text, [i]), 16777619);
  return h;
}

function nameOfError(error) {
  const path = isObject(error) ? apply(mapGet, paths, [attempt(() => getPrototypeOf(error)) ?? {}]) : undefined;
  return path ?? describe(error, 0);
}

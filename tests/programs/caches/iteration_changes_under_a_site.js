// Every fast iteration rests on Symbol.iterator, next, return and throw of the built-ins. Each is replaced and put
// back under warmed sites: loops, spreads, destructuring, yield*, and the built-ins that iterate.

function* numbers() {
  yield 1;
  yield 2;
}

const sources = {
  array: () => [1, 2],
  string: () => 'ab',
  map: () => new Map([[1, 2]]),
  set: () => new Set([1, 2]),
  generator: () => numbers(),
  arguments: () => (function () { return arguments; })(1, 2),
  typedArray: () => new Uint8Array([1, 2]),
  keys: () => [7, 8].keys(),
};

const sites = {
  loop: s => {
    const seen = [];
    for (const x of s) seen.push(x);
    return seen;
  },
  spread: s => [...s],
  call: s => Array.of(...s),
  destructure: s => {
    const [a, ...rest] = s;
    return [a, ...rest];
  },
  first: s => {
    const [a] = s;
    return [a];
  },
  delegate: s => {
    const seen = [];
    for (const x of (function* () { yield* s; })()) seen.push(x);
    return seen;
  },
  from: s => Array.from(s),
  set: s => [...new Set(s)],
  broken: s => {
    for (const x of s) return ['left at', x];
    return [];
  },
};

function run(site, source) {
  try {
    return JSON.stringify(site(source()));
  } catch (e) {
    return e.constructor.name;
  }
}

function report(label) {
  for (const [name, source] of Object.entries(sources)) {
    console.log(label, name, Object.values(sites).map(site => run(site, source)).join(' '));
  }
}

const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
const prototypes = {
  'Array.prototype': Array.prototype,
  'String.prototype': String.prototype,
  'Map.prototype': Map.prototype,
  'Set.prototype': Set.prototype,
  '%ArrayIteratorPrototype%': Object.getPrototypeOf([][Symbol.iterator]()),
  '%StringIteratorPrototype%': Object.getPrototypeOf(''[Symbol.iterator]()),
  '%MapIteratorPrototype%': Object.getPrototypeOf(new Map()[Symbol.iterator]()),
  '%SetIteratorPrototype%': Object.getPrototypeOf(new Set()[Symbol.iterator]()),
  '%GeneratorPrototype%': Object.getPrototypeOf(numbers.prototype),
  'numbers.prototype': numbers.prototype,
  '%IteratorPrototype%': iteratorPrototype,
};

function three() {
  let left = 3;
  return { next: () => ({ done: left-- === 0, value: 'mine' }) };
}

let closed = 0;
const replacements = {
  [Symbol.iterator]: three,
  next() { return { done: this.over ? true : !(this.over = true), value: 'next' }; },
  return() {
    closed++;
    return {};
  },
};

for (let i = 0; i < 4; i++) {
  for (const source of Object.values(sources)) {
    for (const site of Object.values(sites)) run(site, source);
  }
}
report('untouched');

for (const [label, prototype] of Object.entries(prototypes)) {
  for (const key of Reflect.ownKeys(replacements)) {
    const before = Object.getOwnPropertyDescriptor(prototype, key);
    closed = 0;
    // Overwritten in place, or added where only a prototype further up has it.
    Object.defineProperty(prototype, key, { value: replacements[key], writable: true, configurable: true });
    const results = Object.entries(sources).map(([name, source]) => {
      return name + '=' + Object.values(sites).map(site => run(site, source)).join(';');
    });
    if (before) Object.defineProperty(prototype, key, before);
    else delete prototype[key];
    console.log(label, String(key), 'closed', closed);
    for (const r of results) console.log('  ' + r);
  }
}
report('put back');

// By plain assignment, and by deletion.
const values = Array.prototype[Symbol.iterator];
Array.prototype[Symbol.iterator] = three;
console.log('assigned', Object.values(sites).map(site => run(site, sources.array)).join(' '));
Array.prototype[Symbol.iterator] = values;
console.log('assigned back', Object.values(sites).map(site => run(site, sources.array)).join(' '));
delete Array.prototype[Symbol.iterator];
const withoutCall = Object.keys(sites).filter(name => name !== 'call');
console.log('deleted', withoutCall.map(name => run(sites[name], sources.array)).join(' '));
Object.defineProperty(Array.prototype, Symbol.iterator, { value: values, writable: true, configurable: true });
console.log('defined again', Object.values(sites).map(site => run(site, sources.array)).join(' '));
Object.setPrototypeOf(Array.prototype, new Proxy(Object.prototype, {}));
console.log('a Proxy above', Object.values(sites).map(site => run(site, sources.array)).join(' '));
Object.setPrototypeOf(Array.prototype, Object.prototype);

// In the middle of a loop.
const seen = [];
for (const x of [1, 2, 3]) {
  seen.push(x);
  if (x === 1) prototypes['%ArrayIteratorPrototype%'].next = () => { throw new Error('next is read once'); };
}
console.log(seen.join());

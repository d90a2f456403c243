// Built-ins that keep keys, results and objects while traps run and collect.

let serial = 0;

function junk(n) {
  const kept = [];
  for (let i = 0; i < n; i++) kept.push({ i, text: 'junk ' + serial++ });
  return kept;
}

function collect() {
  junk(50);
  globalThis.gc?.();
  junk(50);
}

// Strings that nothing else holds.
function copies(keys) {
  return keys.map((key) => (key + '!').slice(0, -1));
}

const target = {};
for (let i = 0; i < 20; i++) target['k' + i] = i;

const proxy = new Proxy(target, {
  ownKeys: () => copies(Object.keys(target)).concat('extra' + serial++),
  getOwnPropertyDescriptor(t, key) {
    collect();
    return { value: key + ':' + t[key], configurable: true, enumerable: true, writable: true };
  },
});

const descriptors = Object.getOwnPropertyDescriptors(proxy);
console.log('descriptors:', Object.keys(descriptors).length, descriptors.k7.value, descriptors.k19.value);

// With strings where the result lay, if it was freed.
let texts = [];
const crowded = new Proxy(target, {
  getOwnPropertyDescriptor() {
    for (let i = 0; i < 300; i++) texts.push(('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef' + serial++).toLowerCase());
    globalThis.gc?.();
    if (texts.length > 2000) texts = [];
    return { value: 1, configurable: true, enumerable: true };
  },
});
let sum = 0;
for (let round = 0; round < 5; round++) {
  const all = Object.getOwnPropertyDescriptors(crowded);
  for (const key in all) sum += all[key].value;
}
console.log('crowded:', sum);

// A chain of proxies, each made by the trap of the one before.
let seen = [];
function link(depth) {
  return new Proxy({}, {
    getOwnPropertyDescriptor(t, key) {
      seen.push(typeof key + ' ' + key);
      return undefined;
    },
    getPrototypeOf() {
      collect();
      return depth > 0 ? link(depth - 1) : null;
    },
  });
}
link(3).__lookupGetter__({ toString: () => ('the key of a getter!').slice(0, -1) });
console.log('lookupGetter:', seen.join(', '));
seen = [];
link(2).__lookupSetter__({ toString: () => ('the key of a setter!').slice(0, -1) });
console.log('lookupSetter:', seen.join(', '));

// The name of a method, when nothing else holds it.
const numbers = new Uint8Array([1, 2, 3]);
const locale = Uint8Array.prototype.toLocaleString;
for (const owner of [Object, Array, Number, BigInt, Date, Object.getPrototypeOf(Uint8Array)]) {
  delete owner.prototype['toLocale' + 'String'];
}
Object.defineProperty(Number.prototype, 'toLocale' + 'String', {
  get() {
    delete Number.prototype['toLocale' + 'String'];
    collect();
    const self = this;
    Number.prototype['toLocale' + 'String'] = () => 'n' + self;
    return () => 'first' + self;
  },
  configurable: true,
});
console.log('toLocaleString:', locale.call(numbers));

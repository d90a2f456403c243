// The constructors and prototypes behind async functions and generators.
const AsyncFunction = (async () => {}).constructor;
const AsyncGeneratorFunction = (async function* () {}).constructor;
const tag = Symbol.toStringTag;

function show(name, o) {
  const keys = Reflect.ownKeys(o).sort((a, b) => String(a) < String(b) ? -1 : 1);
  console.log(name, keys.map(String).join());
  for (const key of keys) {
    const d = Object.getOwnPropertyDescriptor(o, key);
    const flags = ['writable', 'enumerable', 'configurable'].filter((f) => d[f]).map((f) => f[0]).join('');
    const what = typeof d.value === 'function' ? `${d.value.name}/${d.value.length}` : typeof d.value;
    console.log('  ', String(key), what, flags);
  }
}

show('AsyncFunction', AsyncFunction);
show('AsyncFunction.prototype', AsyncFunction.prototype);
show('AsyncGeneratorFunction', AsyncGeneratorFunction);
show('AsyncGeneratorFunction.prototype', AsyncGeneratorFunction.prototype);
const AsyncGenerator = AsyncGeneratorFunction.prototype.prototype;
show('AsyncGenerator', AsyncGenerator);
console.log(Object.hasOwn(Object.getPrototypeOf(AsyncGenerator), Symbol.asyncIterator));

console.log(AsyncFunction.prototype[tag], AsyncGeneratorFunction.prototype[tag], AsyncGenerator[tag]);
console.log(Object.getPrototypeOf(AsyncFunction) === Function, Object.getPrototypeOf(AsyncGeneratorFunction) === Function);
console.log(Object.getPrototypeOf(AsyncFunction.prototype) === Function.prototype);
console.log(AsyncGenerator.constructor === AsyncGeneratorFunction.prototype);
console.log('AsyncFunction' in globalThis, 'AsyncGeneratorFunction' in globalThis, 'AsyncIterator' in globalThis);
console.log((async () => {}) instanceof AsyncFunction, (() => {}) instanceof AsyncFunction);
console.log((async function* () {}) instanceof AsyncFunction, (async () => {}) instanceof Function);

async function* g() {}
console.log(Object.getPrototypeOf(g()) === g.prototype, Object.getPrototypeOf(g.prototype) === AsyncGenerator);
g.prototype = null;
console.log(Object.getPrototypeOf(g()) === AsyncGenerator, String(g()));
g.prototype = { mine: true };
console.log(g().mine, typeof g().next);
AsyncGenerator[Symbol.asyncIterator].call('this').length;
const iter = Object.getPrototypeOf(AsyncGenerator)[Symbol.asyncIterator];
console.log(iter.name, iter.length, typeof iter.call(5), iter.call(undefined));

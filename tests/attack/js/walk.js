// Every function of the library, found by walking from the global object and from what only syntax or calls reach.

// Functions in the order in which they are found: { path, f, owner, constructs, large }.
const functions = list();
// Every object that the walk met, by its path: prototypes are described by it.
const paths = new Map();

function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

// Whether it is a constructor, told without running it: the trap of a proxy as new.target comes before anything else.
function isConstructor(f) {
  try {
    construct(Object, [], new library.Proxy(f, { __proto__: null, construct: () => ({}) }));
    return true;
  } catch {
    return false;
  }
}

function keyPath(path, key) {
  if (typeof key === 'symbol') return path + '[' + call0(symbolDescription, key) + ']';
  return path === '' ? key : path + '.' + key;
}

function walk() {
  const queue = list();
  const meet = (value, path, owner) => {
    if (!isObject(value) || apply(mapGet, paths, [value]) !== undefined) return;
    apply(mapSet, paths, [value, path]);
    add(queue, { __proto__: null, value, path });
    if (typeof value !== 'function' || NOT_CALLED[path] !== undefined) return;
    // What is about any object is about proxies first.
    const reflects = owner === Object || owner === Reflect;
    add(functions, { __proto__: null, path, f: value, owner, constructs: isConstructor(value), large: takesLarge(path), reflects });
  };
  const iterator = (iterable) => getPrototypeOf(iterable[Symbol.iterator]());
  meet(globalThis, '', undefined);
  const roots = {
    __proto__: null,
    '%TypedArray%': TypedArray,
    '%GeneratorFunction%': (function* () {}).constructor,
    '%GeneratorPrototype%': generatorPrototype,
    '%IteratorPrototype%': getPrototypeOf(generatorPrototype),
    '%ArrayIteratorPrototype%': iterator([]),
    '%MapIteratorPrototype%': iterator(new Map()),
    '%SetIteratorPrototype%': iterator(new Set()),
    '%StringIteratorPrototype%': iterator(''),
    '%RegExpStringIteratorPrototype%': getPrototypeOf(/./[Symbol.matchAll]('')),
    '%ThrowTypeError%': getOwnPropertyDescriptor(
      (function () {
        'use strict';
        return arguments;
      })(),
      'callee',
    ).get,
    '%revoke%': Proxy.revocable({}, {}).revoke,
  };
  if (typeof library.Iterator === 'function') {
    roots['%IteratorHelperPrototype%'] = getPrototypeOf([].values().map((x) => x));
    roots['%WrapForValidIteratorPrototype%'] = getPrototypeOf(library.Iterator.from({ __proto__: null, next() {} }));
  }
  for (let at = 0; at < queue.length; at++) {
    const { value, path } = queue[at];
    const keys = ownKeys(value);
    for (let i = 0; i < keys.length; i++) {
      const descriptor = getOwnPropertyDescriptor(value, keys[i]);
      const name = keyPath(path, keys[i]);
      if (descriptor.get !== undefined) meet(descriptor.get, 'get ' + name, value);
      if (descriptor.set !== undefined) meet(descriptor.set, 'set ' + name, value);
      meet(descriptor.value, name, value);
    }
    if (at === 0) {
      const names = ownKeys(roots);
      for (let i = 0; i < names.length; i++) meet(roots[names[i]], names[i], undefined);
    }
    if (at > 0) meet(getPrototypeOf(value), path + '.__proto__', undefined);
  }
}
walk();

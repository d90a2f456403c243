// GetMethod reads @@iterator once: what the getter does at the second read would show.
function counted(object, method) {
  let reads = 0;
  Object.defineProperty(object, Symbol.iterator, {
    configurable: true,
    get() {
      reads++;
      return method;
    },
  });
  return [object, () => reads];
}

function* two() {
  yield 1;
  yield 2;
}

const consumers = {
  'Array.from': (o) => Array.from(o),
  'Array.from with a map': (o) => Array.from(o, (x) => x * 2),
  'Array.from of a class': (o) => Array.from.call(class extends Array {}, o).length,
  'new Uint8Array': (o) => new Uint8Array(o).join(),
  'Uint8Array.from': (o) => Uint8Array.from(o).join(),
  'Uint8Array.from with a map': (o) => Uint8Array.from(o, (x) => x * 2).join(),
  'new Set': (o) => new Set(o).size,
  'spread': (o) => [...o],
  'destructuring': (o) => {
    const [a] = o;
    return a;
  },
  'for-of': (o) => {
    let n = 0;
    for (const x of o) n += x;
    return n;
  },
  'new AggregateError': (o) => new AggregateError(o).errors,
  'Object.fromEntries': (o) => { try { return Object.fromEntries(o); } catch (e) { return e.name; } },
  'new Map': (o) => { try { return new Map(o); } catch (e) { return e.name; } },
  'yield*': (o) => [...function* () { yield* o; }()],
};
for (const [name, consume] of Object.entries(consumers)) {
  const [object, reads] = counted({}, two);
  console.log(name, consume(object), reads());
  const [array, readsOfArray] = counted([3, 4], Array.prototype.values);
  console.log(name, 'of an array', consume(array), readsOfArray());
}

// The method that was read is the one that is called, whatever has become of the property.
function vanishing(object) {
  Object.defineProperty(object, Symbol.iterator, {
    configurable: true,
    get() {
      delete this[Symbol.iterator];
      return two;
    },
  });
  return object;
}
console.log(Array.from(vanishing([7, 8, 9])));
console.log(Uint8Array.from(vanishing([7, 8, 9])).join());
console.log(new Uint8Array(vanishing([7, 8, 9])).join());
console.log(Array.from(vanishing(new Map([[1, 2]]))));
console.log(Array.from(vanishing(new Set([5]))));
console.log(Array.from('a\u{1f600}b'), Array.from(new Map([[1, 2]])), Array.from(new Set([5, 6])), Array.from(two()));
console.log(Array.from(new Map([[1, 2]]).keys()), Uint8Array.from(new Set([5, 6])).join());

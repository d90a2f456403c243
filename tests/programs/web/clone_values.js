// structuredClone of all that can be cloned.
const symbol = Symbol('key');
const shared = { shared: true };
const value = {
  undefined: undefined, null: null, true: true, minus: -0, nan: NaN, big: 12345678901234567890n, text: 'text',
  boxed: [new Boolean(false), new Number(-0), new String('boxed'), Object(5n)],
  date: new Date(0), invalid: new Date(NaN), regexp: /a+b/giu,
  map: new Map([[shared, [1]], ['k', new Map()]]), set: new Set([1, shared]),
  holes: [1, , 3, ,], named: Object.assign([1], { extra: 'x' }),
  one: shared, two: shared, [symbol]: 'left out',
};
value.self = value;
value.map.set('self', value.map);
const copy = structuredClone(value);
console.log(copy);
console.log(copy !== value, copy.self === copy, copy.one === copy.two, copy.one !== shared, copy.map.get('self') === copy.map);
console.log([...copy.map.keys()][0] === copy.one, copy.set.has(copy.one), copy.holes.length, 1 in copy.holes, symbol in copy);
const lastIndex = /x/g;
lastIndex.lastIndex = 3;
console.log(structuredClone(lastIndex).lastIndex, structuredClone(lastIndex).flags);
for (const primitive of [undefined, null, false, 1.5, -0, 'x', 7n]) {
  console.log(Object.is(structuredClone(primitive), primitive));
}
class Point {
  constructor() {
    this.x = 1;
  }
  get y() {
    return 2;
  }
}
console.log(structuredClone(new Point()), structuredClone(Object.create({ inherited: 1 }, {
  hidden: { value: 1, enumerable: false },
  getter: { get: () => 'called', enumerable: true },
})), structuredClone(Object.create(null)), Object.getPrototypeOf(structuredClone(Object.create(null))) === Object.prototype);
class SubMap extends Map {}
console.log(structuredClone(new SubMap([[1, 2]])), structuredClone(Object.freeze({ a: 1 })), Object.isFrozen(structuredClone(Object.freeze({}))));
console.log(structuredClone.length, structuredClone.name, Object.getOwnPropertyDescriptor(globalThis, 'structuredClone').enumerable);
console.log(structuredClone(Math), structuredClone({ __proto__: { a: 1 }, b: 2 }), structuredClone(JSON.parse('{"__proto__":1}')));

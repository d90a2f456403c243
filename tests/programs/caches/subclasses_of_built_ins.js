// Instances of a class extending a built-in: the class's own prototype, the built-in's kind of cell.

const bases = {
  Object, Array, Map, Set, WeakMap, WeakSet, Date, Error, TypeError, RegExp, Number, String, Boolean, Function,
  ArrayBuffer, Uint8Array, Float64Array,
};
const fresh = { WeakRef: [{}], DataView: [new ArrayBuffer(4)] };
Object.assign(bases, { WeakRef, DataView });

function read(o) {
  return [o.tag, o.inherited, o.own, o.late].join();
}

function put(o) {
  o.late = 'late';
  o.own = 'changed';
}

for (const [name, Base] of Object.entries(bases)) {
  class Sub extends Base {
    own = 'own';
    get tag() { return 'tag'; }
    method() { return super.toString === Base.prototype.toString; }
  }
  Sub.prototype.inherited = 'inherited';
  class SubSub extends Sub {
    get tag() { return 'tagged'; }
  }
  const results = [];
  for (let i = 0; i < 8; i++) {
    const args = fresh[name] ?? [];
    const o = i % 2 ? new Sub(...args) : new SubSub(...args);
    const before = read(o);
    put(o);
    results[i] = `${before} ${read(o)} ${o.method()} ${o instanceof Base}`;
  }
  console.log(name, results[6], '|', results[7]);
  // The prototype of one class under an instance of another kind.
  const plain = {};
  Object.setPrototypeOf(plain, Sub.prototype);
  const array = [1, 2];
  Object.setPrototypeOf(array, Sub.prototype);
  put(plain);
  put(array);
  console.log('  strangers', read(plain), read(array), array.length, plain instanceof Base);
}

class Stack extends Array {
  top() { return this[this.length - 1]; }
}
const stack = new Stack();
for (let i = 0; i < 20; i++) {
  stack.push(i);
  stack[stack.length] = -i;
}
console.log(stack.length, stack.top(), [...stack].slice(0, 4).join(), stack.map(x => x) instanceof Stack);

class Pairs extends Map {
  *[Symbol.iterator]() { yield 'mine'; }
}
const lists = [new Map([[1, 2]]), new Pairs([[1, 2]]), new Map([[3, 4]]), new Pairs()];
console.log(lists.map(l => JSON.stringify([...l])).join(' '));

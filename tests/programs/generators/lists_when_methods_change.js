// gc-period: 2
// What is replaced before, while and after a list is made of a generator.
function show(label, f) {
  try {
    console.log(label, f());
  } catch (e) {
    console.log(label, `${e.name}: ${e.message}`);
  }
}

function* count(n) {
  for (let i = 0; i < n; i++) yield i;
}
const proto = Object.getPrototypeOf(count.prototype);
const iteratorProto = Object.getPrototypeOf(proto);
const { next } = proto;

show('before anything changes', () => [...count(3), ...Array.from(count(2))].join());

// `next` is read once, before the first step.
show('next replaced while a list is made', () => {
  function* tampering() {
    yield 1;
    proto.next = () => ({ done: true });
    yield 2;
    yield 3;
  }
  const list = [...tampering()];
  const after = [...count(3)];
  proto.next = next;
  return `${list} | ${after} | ${[...count(3)]}`;
});
show('the same by Array.from', () => {
  function* tampering() {
    yield 1;
    iteratorProto[Symbol.iterator] = () => [7, 8][Symbol.iterator]();
    yield 2;
  }
  const method = iteratorProto[Symbol.iterator];
  const list = Array.from(tampering());
  const after = Array.from(count(3));
  iteratorProto[Symbol.iterator] = method;
  return `${list} | ${after} | ${Array.from(count(3))}`;
});

// A method of the object, or of the prototype of its function.
show('own next', () => {
  const g = count(3);
  let calls = 0;
  g.next = function () {
    calls++;
    return next.call(this);
  };
  return `${[...g]} ${calls}`;
});
show('own iterator', () => {
  const g = count(3);
  g[Symbol.iterator] = () => [4, 5][Symbol.iterator]();
  return `${[...g]} ${Array.from(g)}`;
});
show('iterator undefined', () => {
  const g = count(3);
  g[Symbol.iterator] = undefined;
  g.length = 2;
  g[0] = 'a';
  g[1] = 'b';
  return `${Array.from(g)}`;
});
show('iterator is no function', () => {
  const g = count(3);
  g[Symbol.iterator] = 1;
  return Array.from(g);
});
show('next of the function prototype', () => {
  function* own() {
    yield 1;
  }
  own.prototype.next = () => ({ done: true });
  return [...own()].length;
});
show('a getter that changes with each look', () => {
  const g = count(2);
  let looks = 0;
  Object.defineProperty(g, Symbol.iterator, {
    get() {
      looks++;
      return iteratorProto[Symbol.iterator];
    },
  });
  return `${Array.from(g)} ${looks}`;
});

// Subclasses of Array, whose constructor runs between the read of the method and its call.
class List extends Array {}
show('subclass', () => {
  const list = List.from(count(3));
  return `${list} ${list instanceof List} ${list.length}`;
});
class Tampers extends Array {
  constructor(...all) {
    super(...all);
    proto.next = () => ({ done: true });
  }
}
show('subclass that replaces next', () => {
  const list = Tampers.from(count(3));
  proto.next = next;
  return `${list.length} ${List.from(count(3))}`;
});
class Frozen extends Array {
  constructor(...all) {
    super(...all);
    Object.freeze(this);
  }
}
const closed = [];
function* closing() {
  try {
    yield 1;
    yield 2;
  } finally {
    closed.push('closed');
  }
}
show('a frozen target', () => Frozen.from(closing()));
show('a target whose length is read-only', () => {
  function Fixed() {
    return Object.defineProperty([], 'length', { writable: false });
  }
  try {
    return Array.from.call(Fixed, closing());
  } catch (e) {
    return e.name;
  }
});
show('no constructor', () => Array.from.call({}, count(3)).join());
show('a plain constructor', () => {
  function Plain() {}
  const o = Array.from.call(Plain, count(3));
  return `${o.length} ${o[2]} ${o instanceof Plain}`;
});
show('a setter for an index is not called', () => {
  Object.defineProperty(Array.prototype, 1, {
    set() {
      closed.push('setter');
    },
    get: () => 'inherited',
    configurable: true,
  });
  const lists = [[...count(3)], Array.from(count(3))];
  delete Array.prototype[1];
  return lists.map(String).join(' | ');
});
show('species has no say', () => {
  class Other extends Array {
    static get [Symbol.species]() {
      closed.push('species');
      return Array;
    }
  }
  return Other.from(count(2)) instanceof Other;
});
console.log(closed.join('; '));

// Destructuring closes what it does not exhaust.
show('return is called', () => {
  closed.length = 0;
  const [a] = closing();
  const [b, c, d] = closing();
  const [...all] = closing();
  return `${a} ${b} ${c} ${d} ${all} ${closed.length}`;
});
show('return that throws', () => {
  function* bad() {
    try {
      yield 1;
      yield 2;
    } finally {
      throw new RangeError('from finally');
    }
  }
  const [a] = bad();
  return a;
});
show('a target that throws', () => {
  closed.length = 0;
  try {
    [{
      set x(v) {
        throw new RangeError('setter');
      },
    }.x] = closing();
  } catch (e) {
    return `${e.message} ${closed}`;
  }
});

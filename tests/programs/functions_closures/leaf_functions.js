// gc-period: 499
// Functions that call nothing themselves are entered without a look at the stacks and without a poll. Recursion
// through what the runtime calls for them still ends in a RangeError, and their garbage is still found.
const overflows = (what, f) => {
  try {
    f();
    console.log(what, 'returned');
  } catch (e) {
    console.log(what, e instanceof RangeError, e.message);
  }
};

class Deep {
  get again() {
    return this.again;
  }
  set put(v) {
    this.put = v;
  }
  get [0]() {
    return this[0];
  }
}
overflows('getter', () => new Deep().again);
overflows('setter', () => {
  new Deep().put = 1;
});
overflows('element', () => new Deep()[0]);

const number = {
  valueOf() {
    return number + 1;
  },
};
overflows('valueOf', () => number * 2);

const text = {
  toString() {
    return `<${text}>`;
  },
};
overflows('toString', () => `${text}`);

const compared = {
  [Symbol.toPrimitive]() {
    return compared < 1;
  },
};
overflows('toPrimitive', () => compared > 0);

const kind = {
  get [Symbol.hasInstance]() {
    return {} instanceof kind;
  },
};
overflows('hasInstance', () => ({}) instanceof kind);

// Twice itself at each level, each time with garbage: 2 ** 17 objects, of which few live at once.
class Tree {
  depth = 16;
  get leaves() {
    const garbage = { a: [1, 2, 3, 4, 5, 6, 7, 8], b: [this.depth, this.depth, this.depth, this.depth] };
    if (this.depth === 0) return garbage.b[0] + 1;
    this.depth--;
    const left = this.leaves;
    const right = this.leaves;
    this.depth++;
    return left + right + garbage.b[0] * 0;
  }
}
console.log('leaves', new Tree().leaves);

// A generator that calls nothing, driven by compiled code and by the runtime.
function* pieces(n) {
  for (let i = 0; i < n; i++) yield { i, square: [i * i] };
}
let sum = 0;
for (const p of pieces(20000)) sum += p.square[0] % 7;
console.log('for-of', sum);
console.log('Array.from', Array.from(pieces(20000), (p) => p.i % 3).length);
const [first, ...rest] = pieces(1000);
console.log('destructuring', first.i, rest.length, rest.at(-1).square);

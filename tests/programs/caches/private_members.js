// Sites of private members remember one private name and the shapes of objects that have it. Each site here is warm before it
// meets what its cache must not answer for. Objects that are not extensible get no private members (7.3.28); in Node 20 they
// still do.

function attempt(label, action) {
  try {
    console.log(label, action());
  } catch (e) {
    console.log(label, `${e.name}: ${e.message}`);
  }
}

// One class text evaluated several times has as many private names, and the same sites.
function makeClass(tag) {
  return class Box {
    #value;
    constructor(value) {
      this.#value = value;
    }
    static read(box) {
      return `${tag}${box.#value}`;
    }
    static write(box, value) {
      box.#value = value;
      return box.#value;
    }
    static owns(box) {
      return #value in box;
    }
  };
}
const boxes = [];
const classes = [];
for (let i = 0; i < 4; i++) {
  const Box = makeClass(String.fromCharCode(97 + i));
  const box = new Box(i);
  for (let k = 0; k < 3; k++) {
    Box.read(box);
    Box.write(box, i * 10 + k);
    Box.owns(box);
  }
  classes.push(Box);
  boxes.push(box);
}
for (let i = 0; i < 4; i++) {
  console.log('own class', classes[i].read(boxes[i]), classes[i].owns(boxes[i]));
  const next = boxes[(i + 1) % 4];
  console.log('of another', classes[i].owns(next));
  attempt('read of another', () => classes[i].read(next));
  attempt('write of another', () => classes[i].write(next, 1));
}

// Names die with their classes, and later ones may lie where they lay.
let kept = null;
let sum = 0;
for (let i = 0; i < 2000; i++) {
  const Box = makeClass('');
  const box = new Box(i);
  sum += Number(Box.read(box));
  if (kept !== null && Box.owns(kept)) {
    console.log('a dead name was found');
  }
  if (i % 500 === 0) {
    kept = box;
  }
}
console.log('names that die', sum);

// The members of a base class in objects of many shapes.
class Shape {
  #id;
  #count = 0;
  constructor(id) {
    this.#id = id;
  }
  touch() {
    this.#count++;
    return `${this.#id}:${this.#count}`;
  }
  has(other) {
    return #count in other;
  }
}
const subclasses = [];
for (let i = 0; i < 12; i++) {
  subclasses.push(class extends Shape {
    constructor(id) {
      super(id);
      for (let k = 0; k < i; k++) {
        this[`extra${k}`] = k;
      }
    }
  });
}
const shapes = subclasses.map((Class, i) => new Class(i));
for (let round = 0; round < 3; round++) {
  console.log('many shapes', shapes.map((shape) => shape.touch()).join(' '));
}
console.log('has', shapes.every((shape) => shape.has(shapes[0])), shapes[0].has({}), shapes[0].has([]));
attempt('has in a number', () => shapes[0].has(1));

// Fields are written, methods and accessors without a setter are not.
class Guarded {
  #field = 1;
  #other = 2;
  #method() {
    return this.#field;
  }
  get #half() {
    return this.#field / 2;
  }
  get #both() {
    return `${this.#field} ${this.#other}`;
  }
  set #both(value) {
    this.#field = value;
    this.#other = value;
  }
  run(value) {
    this.#field = value;
    this.#both = value + 1;
    return `${this.#method()} ${this.#half} ${this.#both}`;
  }
  writeMethod() {
    this.#method = 1;
  }
  writeHalf() {
    this.#half = 1;
  }
}
const guarded = new Guarded();
for (let i = 0; i < 3; i++) {
  console.log('guarded', guarded.run(i), new Guarded().run(i * 5));
  attempt('write of a method', () => guarded.writeMethod());
  attempt('write without a setter', () => guarded.writeHalf());
}

// A frozen object keeps writable private fields; what is frozen before gets none.
class Given {
  constructor(object) {
    return object;
  }
}
class Stamp extends Given {
  #mark = 'fresh';
  static mark(object, text) {
    object.#mark = text;
    return object.#mark;
  }
}
for (let i = 0; i < 3; i++) {
  const object = new Stamp({ a: i });
  Stamp.mark(object, 'warm');
  console.log('frozen', Stamp.mark(Object.freeze(object), `frozen ${i}`));
  attempt('twice', () => new Stamp(object));
}
const twice = new Stamp({ a: 0 });
attempt('twice, not frozen', () => new Stamp(twice));
attempt('on a frozen object', () => typeof new Stamp(Object.freeze({ a: 1 })));
attempt('on a sealed object', () => typeof new Stamp(Object.preventExtensions({ a: 1 })));
attempt('on an array', () => Stamp.mark(new Stamp([1, 2]), 'array'));
attempt('on a function', () => Stamp.mark(new Stamp(() => 1), 'function'));
attempt('on a proxy', () => Stamp.mark(new Stamp(new Proxy({}, {})), 'proxy'));
attempt('on a prototype', () => {
  const proto = new Stamp({ b: 1 });
  const heir = Object.create(proto);
  return `${Stamp.mark(proto, 'proto')} ${heir.b} ${Object.keys(heir).length}`;
});
attempt('of an heir', () => Stamp.mark(Object.create(twice), 'heir'));
attempt('of a string', () => Stamp.mark('text', 'text'));
attempt('of undefined', () => Stamp.mark(undefined, 'none'));

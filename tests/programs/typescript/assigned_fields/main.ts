// Class fields under `useDefineForClassFields: false`: assignments in the constructor, as tsc emits them.
import { Defined } from './defined/main.js';
import { assignedToo } from './other.js';
const log: string[] = [];
function note<T>(name: string, value?: T): T {
  log.push(name);
  return value as T;
}
function taken() {
  return log.splice(0).join(' ');
}

class Bare {
  a: number;
  b = 1;
  c?: string;
  declare d: number;
  'e f' = 2;
  5 = 'five';
  readonly g = 3;
}
console.log('fields without a value are absent:', Object.keys(new Bare()).join());

class Setter {
  set value(v: number) {
    note('setter ' + v);
  }
  get value() {
    return -1;
  }
}
class Assigns extends Setter {
  value = 5;
}
console.log('a setter of the base runs:', new Assigns().value, Object.keys(new Assigns()).length, taken());
class Base {
  kept = 'base';
}
class Redeclared extends Base {
  kept: string;
}
console.log('redeclared without a value:', new Redeclared().kept);

class Order {
  a = note('a ' + this.p);
  #b = note('#b ' + this.p);
  c = note('c');
  constructor(public p: number, q = note('default')) {
    note('body');
  }
}
new Order(1);
console.log('after parameter properties:', taken());

class Derived extends Base {
  a = note('field ' + this.p + ' ' + this.kept);
  constructor(public p: number) {
    note('before');
    super();
    note('after ' + this.p);
  }
}
new Derived(2);
console.log('in a derived class:', taken());
class Implicit extends Base {
  a = note('implicit ' + this.kept);
}
new Implicit();
console.log('without a constructor:', taken());
class WithTry extends Base {
  a = note('field ' + this.p);
  constructor(public p: number) {
    try {
      super();
      note('in try ' + this.p);
    } finally {
      note('finally');
    }
  }
}
new WithTry(3);
console.log('super in a try:', taken());
class NoParameters extends Base {
  a = note('field');
  constructor(x: number) {
    note('before ' + x);
    super();
    note('after');
  }
}
new NoParameters(4);
console.log('no parameter properties:', taken());
class BaseNoParameters {
  a = note('field');
  constructor() {
    'use strict';
    note('body');
  }
}
new BaseNoParameters();
console.log('of a base class:', taken());

class Statics {
  static a = note('static a', 1);
  static b: number;
  static c = Statics.a + 1;
  static {
    note('block ' + Statics.c);
  }
  static d = this.c + 1;
  static #e = note('static #e', 9);
  static e() {
    return Statics.#e;
  }
}
console.log('static:', Object.keys(Statics).join(), Statics.d, Statics.e(), taken());
class StaticBase {
  static set shared(v: number) {
    note('static setter ' + v);
  }
}
class StaticDerived extends StaticBase {
  static shared = 6;
}
console.log('a static setter of the base runs:', taken(), Object.keys(StaticDerived).length);
try {
  class StaticName {
    // @ts-ignore
    static name = 'own';
  }
  console.log('static name:', StaticName.name);
} catch (e) {
  console.log('static name:', e instanceof TypeError);
}

class Functions {
  f = function () {};
  g = () => {};
  h = class {};
  static s = function () {};
  static t = () => {};
  i = function named() {};
  #p = () => {};
  p() {
    return this.#p.name;
  }
}
const functions = new Functions();
console.log(
  'functions get no name:',
  JSON.stringify([functions.f.name, functions.g.name, functions.h.name, functions.i.name]),
);
console.log('static ones neither:', JSON.stringify([Functions.s.name, Functions.t.name]));

let evaluated = 0;
function key(name: string) {
  evaluated++;
  note(name);
  return name;
}
class Computed {
  [key('k1')] = note('v1', 1);
  [key('k2')]: number;
  static [key('k3')] = note('v3', 3);
  [key('k4')]() {}
  declare [key('k5')]: number;
}
console.log('keys are evaluated once:', taken());
new Computed();
const computed = new Computed();
console.log('computed:', Object.keys(computed).join(), Object.keys(Computed).join(), evaluated, taken());

class Accessors {
  a = note('a');
  accessor b = note('b', 2);
  c = note('c ' + this.b);
}
new Accessors();
console.log('accessors in order:', taken());

class Proto {
  ['__proto__'] = null;
  x = 1;
}
console.log('a field __proto__ sets the prototype:', Object.getPrototypeOf(new Proto()) === null);
const frozen = class {
  x = 1;
  constructor() {
    Object.freeze(this);
  }
};
class Frozen extends frozen {
  y = 2;
}
try {
  new Frozen();
  console.log('on a frozen object: nothing');
} catch (e) {
  console.log('on a frozen object:', (e as Error).constructor.name);
}
class Sealed {
  x = 1;
  y = (Object.freeze(this), 2);
}
try {
  new Sealed();
  console.log('after a freeze: nothing');
} catch (e) {
  console.log('after a freeze:', (e as Error).constructor.name);
}
class Arrow {
  x = 1;
  read = () => this.x;
  nested = { deep: () => [this.x].map((v) => v + this.x)[0] };
}
console.log('arrows:', new Arrow().read(), new Arrow().nested.deep());
class Super extends Base {
  own = super.constructor.name;
}
console.log('super in a field:', new Super().own);
console.log('a folder with a tsconfig of its own:', Object.keys(new Defined()).join());
console.log('other files:', assignedToo());

// Fields, declare and abstract members, accessors, overloads, modifiers, `this` parameters.
function show(label: string, value: unknown) {
  console.log(label + ':', JSON.stringify(value), Object.keys(value as object).join());
}

class Base {
  kept: string = 'base';
  redeclared = 1;
  hidden: number | undefined = 2;
}
class Derived extends Base {
  declare kept: string;
  redeclared!: number;
  hidden;
  optional?: number;
  declare readonly never: number;
  static declare staticNever: number;
  public readonly typed: number = 3;
}
show('declare keeps what the base has', { kept: new Derived().kept });
console.log('a field without a value is undefined:', new Derived().redeclared, new Derived().hidden);
console.log('keys:', Object.keys(new Derived()).join());
console.log('declared ones are absent:', 'never' in new Derived(), 'staticNever' in Derived);

class Setting {
  set value(v: number) {
    console.log('setter ran', v);
  }
}
class Defining extends Setting {
  value = 5;
}
console.log('a field defines:', JSON.stringify(Object.getOwnPropertyDescriptor(new Defining(), 'value')));

class Statics {
  static a = 1;
  static b = Statics.a + 1;
  static c = this.b + 1;
  private static d = 4;
  static readonly e: number = Statics.d;
  static {
    Statics.a = 10;
  }
  static 'quoted name' = 6;
  static [`computed${1}`] = 7;
  static f() {
    return this.a;
  }
}
show('statics', { ...Statics });
console.log('static method:', Statics.f(), (Statics as any).computed1);

abstract class Shape {
  abstract area(): number;
  abstract readonly name: string;
  abstract get sides(): number;
  abstract set sides(v: number);
  protected abstract accessor size: number;
  describe(): string {
    return `${this.name} ${this.area()} ${this.sides}`;
  }
  static make(this: new () => Shape) {
    return new this();
  }
}
class Square extends Shape {
  name = 'square';
  size = 2;
  area() {
    return this.size ** 2;
  }
  get sides() {
    return 4;
  }
  set sides(v) {}
}
console.log('abstract:', new Square().describe(), Object.getOwnPropertyNames(Shape.prototype).join());
console.log('static with this:', Square.make().describe());

class Accessors {
  accessor plain = 1;
  accessor empty: string | undefined;
  static accessor shared = 'st';
  accessor 'a b' = 2;
  accessor 5 = 'five';
  accessor #secret = 3;
  secret() {
    return ++this.#secret;
  }
  readonly accessor = 7;
}
const accessors = new Accessors();
accessors.plain += 4;
accessors['a b'] *= 3;
console.log(
  'accessor:', accessors.plain, accessors.empty, Accessors.shared, accessors['a b'], accessors[5],
  accessors.secret(),
);
console.log('a field called accessor:', accessors.accessor, Object.keys(accessors).join());
console.log('accessor on the prototype:', typeof Object.getOwnPropertyDescriptor(Accessors.prototype, 'plain')!.get);
console.log('enumerable:', Object.getOwnPropertyDescriptor(Accessors.prototype, 'plain')!.enumerable);
Accessors.shared = 'changed';
console.log('static accessor:', Accessors.shared, Object.getOwnPropertyNames(Accessors).includes('shared'));
class SubAccessors extends Accessors {}
try {
  console.log('inherited static accessor:', SubAccessors.shared);
} catch (e) {
  console.log('inherited static accessor:', (e as Error).constructor.name);
}
try {
  console.log('on another object:', Object.getOwnPropertyDescriptor(Accessors.prototype, 'plain')!.get!.call({}));
} catch (e) {
  console.log('on another object:', (e as Error).constructor.name);
}
const order: string[] = [];
class AccessorOrder {
  a = order.push('a');
  accessor b = order.push('b');
  c = order.push('c');
  accessor d = order.push('d');
}
new AccessorOrder();
console.log('order of accessors and fields:', order.join());
class AccessorFunction {
  accessor f = function () {};
  accessor g = () => {};
  accessor h = class {};
}
const functions = new AccessorFunction();
console.log(
  'functions in accessors:', typeof functions.f, typeof functions.g, new functions.h() instanceof functions.h,
);

class Overloads {
  m(a: string): string;
  m(a: number, b?: number): number;
  m(a: any, b = 1): any {
    return typeof a === 'string' ? a + b : a * b;
  }
  static s(): void;
  static s(x?: number) {
    return x;
  }
  declare ['literal']: number;
  [key: string]: any;
  static [key: string]: any;
}
console.log(
  'overloads:', new Overloads().m('a'), new Overloads().m(2, 3), Overloads.s(),
  Object.getOwnPropertyNames(Overloads.prototype).join(),
);
function overloaded(x: number): number;
function overloaded(x: string): string;
function overloaded(x: any) {
  return x;
}
console.log('overloaded function:', overloaded(1), overloaded('s'), overloaded.length);

function withThis(this: { v: number } | void, a: number, b: number = 2) {
  return [this && this.v, a, b];
}
console.log('this parameter:', withThis.call({ v: 1 }, 5).join(), withThis.length);
class ThisParameter {
  v = 3;
  m(this: ThisParameter, x: number) {
    return this.v + x;
  }
  get g(): number {
    return this.v;
  }
  isThis(): this is ThisParameter & { extra: 1 } {
    return true;
  }
  chain(): this {
    return this;
  }
}
console.log(
  'this parameter of a method:', new ThisParameter().m(1), ThisParameter.prototype.m.length,
  new ThisParameter().chain().isThis(),
);

interface Merged {
  extra: number;
}
class Merged {
  own = 1;
}
console.log('merged with an interface:', Object.keys(new Merged()).join(), new Merged().extra);

class Implements implements Iterable<number>, Merged {
  extra = 1;
  own = 2;
  *[Symbol.iterator](): Generator<number, void, unknown> {
    yield this.own;
  }
  async?: number;
  get?: number;
  static static = 's';
  readonly readonly = 'r';
  declare declare: number;
  public public = 'p';
  override = 'o';
  abstract = 'a';
  type = 't';
}
show('modifiers as names', new Implements());
console.log('a field called static:', Implements.static, [...new Implements()].join());

class Optional {
  method?(): void;
  field?: string;
  definite!: number;
  'quoted'?: number;
  5?: number;
}
console.log('optional members:', Object.keys(new Optional()).join(), 'method' in new Optional());

const key = 'dynamic';
let evaluated = 0;
class ComputedKeys {
  [key] = 1;
  [`${key}${++evaluated}`] = 2;
  static [key + 'Static'] = 3;
  declare [key + 'Declared']: number;
  ['call']() {
    return 4;
  }
  get [key + 'Get']() {
    return 5;
  }
}
const computed: any = new ComputedKeys();
new ComputedKeys();
console.log(
  'computed keys:', Object.keys(computed).join(), evaluated, (ComputedKeys as any).dynamicStatic,
  computed.dynamicGet,
);

let asked = 0;
class ComputedAccessors {
  accessor [`a${++asked}`] = 1;
  static accessor [Symbol.for('shared')] = 2;
  accessor ['b' as string]: number | undefined;
}
const computedAccessors: any = new ComputedAccessors();
computedAccessors.a1 += 10;
console.log(
  'computed accessors:', asked, computedAccessors.a1, ComputedAccessors[Symbol.for('shared')],
  computedAccessors.b,
);
console.log('on the prototype:', Object.getOwnPropertyNames(ComputedAccessors.prototype).join());

class Chain<T> extends Array<T> {
  last(): T | undefined {
    return this[this.length - 1];
  }
}
console.log('generic heritage:', Chain.from<number>([1, 2, 3]) instanceof Chain, new Chain<string>('a', 'b').last());
class CallHeritage extends (Base as new () => Base) {}
console.log('heritage with an assertion:', new CallHeritage().kept);
function mixin<C extends new (...args: any[]) => object>(Parent: C) {
  return class extends Parent {
    mixed = 'in';
  };
}
class WithMixin extends mixin(Base) {
  own = this.mixed + this.kept;
}
console.log('mixin:', new WithMixin().own);
class Instantiated extends mixin<typeof Base>(Base) {}
console.log('heritage with type arguments:', new Instantiated().mixed);
declare class Ambient {
  x: number;
}
console.log('declared class:', typeof Ambient);
const ArrayOf = Array<number>;
console.log('instantiation expression:', new ArrayOf(3).length, ArrayOf === (Array as unknown));
console.log('private by the letter only:', (new Square() as any)['size']);

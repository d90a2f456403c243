// Parameter properties, and the order of fields, parameter properties and the constructor's body.
function show(label: string, value: unknown) {
  console.log(label + ':', JSON.stringify(value), Object.keys(value as object).join());
}

const log: string[] = [];
function note<T>(name: string, value?: T): T {
  log.push(name);
  return value as T;
}
function taken() {
  return log.splice(0).join(' ');
}

class Simple {
  constructor(public a: number, private b = 2, protected readonly c?: string, readonly d: unknown = null) {}
}
show('simple', new Simple(1));
show('all given', new Simple(1, 3, 'x', 4));
console.log('length of the constructor:', Simple.length);

class Mixed {
  constructor(plain: number, public kept: number, other = plain + kept) {
    console.log('parameters:', plain, kept, other, this.kept);
    kept = 10;
    console.log('a parameter is its own variable:', this.kept, kept);
  }
}
show('mixed', new Mixed(1, 2));

class Fields {
  first = note('first', 1);
  second = note('second', this.given);
  static third = note('static', 3);
  constructor(public given = note('default', 5)) {
    note('body');
  }
}
console.log('static first:', taken());
show('a field sees a parameter property', new Fields());
console.log('order:', taken());

class Base {
  fromBase = note('base field', 1);
  constructor() {
    note('base body');
  }
}
class Derived extends Base {
  own = note('derived field', this.given);
  constructor(public given: string, readonly more = note('derived default', 'm')) {
    note('before super');
    super();
    note('after super', this.given);
  }
}
show('derived', new Derived('g'));
console.log('order of the derived:', taken());

class NoBody extends Base {
  constructor(readonly only: number) {
    super();
  }
}
show('only super', new NoBody(3));
log.length = 0;

class Directive extends Base {
  constructor(public x: number) {
    'use strict';
    super();
    note('x is ' + this.x);
  }
}
new Directive(8);
console.log('after a directive:', taken());

class Nested extends Base {
  field = note('field ' + this.x);
  constructor(public x: number, flag: boolean) {
    if (flag) {
      note('in if');
      super();
    } else {
      note('in else');
      super();
    }
    note('end ' + this.x);
  }
}
try {
  console.log('super in an if:', new Nested(1, true).x);
} catch (e) {
  console.log('super in an if:', (e as Error).constructor.name);
}
console.log('super in an if, order:', taken());

class InTry extends Base {
  constructor(public x: number) {
    try {
      super();
      note('x ' + this.x);
    } finally {
      note('finally');
    }
  }
}
new InTry(2);
console.log('super in a try:', taken());

class InInnerTry extends Base {
  constructor(public x: number) {
    note('head');
    try {
      note('outer try');
      try {
        super();
        note('x ' + this.x);
      } catch {
        note('caught');
      }
    } finally {
      note('finally ' + this.x);
    }
    note('end ' + this.x);
  }
}
new InInnerTry(3);
console.log('super in a try in a try:', taken());

class Parenthesised extends Base {
  constructor(public x: number) {
    (super());
    note('x ' + this.x);
  }
}
new Parenthesised(4);
console.log('super in parentheses:', taken());

class InBlock extends Base {
  constructor(public x: number) {
    note('head');
    {
      super();
      note('in block ' + this.x);
    }
    note('x ' + this.x);
  }
}
try {
  console.log('super in a block:', new InBlock(2).x);
} catch (e) {
  console.log('super in a block:', (e as Error).constructor.name);
}
console.log('super in a block, order:', taken());

class Assigned extends Base {
  constructor(public x: number) {
    const self = super();
    note('same ' + ((self as any) === this));
  }
}
try {
  console.log('super in a declaration:', new Assigned(4).x);
} catch (e) {
  console.log('super in a declaration:', (e as Error).constructor.name);
}
console.log('super in a declaration, order:', taken());

class Args extends Simple {
  constructor(public e: number, rest: number[]) {
    super(e, ...(rest as [number]));
  }
}
show('super with a spread', new Args(1, [2]));

class Overridden extends Simple {
  constructor(public override a: number) {
    super(a + 1);
  }
}
show('redefined in the derived', new Overridden(1));

class Setter {
  set x(value: number) {
    note('setter ' + value);
  }
}
class Hides extends Setter {
  constructor(public x: number) {
    super();
  }
}
new Hides(5);
console.log('a field hides a setter:', taken(), JSON.stringify(Object.getOwnPropertyDescriptor(new Hides(5), 'x')));

class Shadowed {
  value = (() => this.x)();
  constructor(public x: number) {
    {
      const x = 100;
      note('inner ' + x);
    }
  }
}
show('arrow in a field', new Shadowed(6));
log.length = 0;

const x = 'outer';
class Outer {
  seen = x;
  constructor(public x2: string) {}
}
show('an outer name in a field', new Outer('inner'));

class WithVar {
  constructor(public v: number) {
    var v = v + 1;
    note('v ' + v + ' ' + this.v);
  }
}
new WithVar(1);
console.log('redeclared by var:', taken());

class Overloads {
  constructor(a: number);
  constructor(a: string, b?: number);
  constructor(public a: any, public b: any = 'none') {}
}
show('overloads', [new Overloads(1), new Overloads('s', 2)]);

abstract class Abstract {
  constructor(protected readonly name: string) {}
  abstract describe(): string;
  shout() {
    return this.describe().toUpperCase();
  }
}
class Concrete extends Abstract {
  describe() {
    return 'name is ' + this.name;
  }
}
console.log('abstract:', new Concrete('n').shout());

const expression = class {
  constructor(readonly z = 3) {}
};
show('class expression', new expression());
console.log('its name:', expression.name);

class Generic<T extends object> {
  constructor(public item: T, private list: T[] = [item]) {}
  count() {
    return this.list.length;
  }
}
console.log('generic:', new Generic({ a: 1 }).count(), JSON.stringify(new Generic<{ b: number }>({ b: 2 })));

class Params {
  constructor(public a: number, private _b = a * 2, public c = () => a + _b) {}
}
console.log('defaults that see parameters:', new Params(2).c());

class Private {
  #hidden = this.shown;
  constructor(public shown: number) {}
  get() {
    return this.#hidden;
  }
}
console.log('private field from a parameter property:', new Private(11).get());

class Keys {
  b = 1;
  constructor(public a: number, public c: number) {}
  d = 2;
}
console.log('order of keys:', Object.keys(new Keys(0, 0)).join());

class Returns {
  constructor(public a: number) {
    return { other: a } as any;
  }
}
show('a constructor that returns', new Returns(3));

class Arguments {
  constructor(public a: number, b?: number) {
    note('arguments ' + arguments.length);
  }
}
new Arguments(1, 2);
console.log('arguments:', taken());

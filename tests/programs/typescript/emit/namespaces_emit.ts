// Namespaces as tsc emits them: nested, dotted, merged, with aliases, and those that emit nothing.
function show(label: string, value: unknown) {
  console.log(label + ':', JSON.stringify(value), Object.keys(value as object).join());
}

namespace Basic {
  export const a = 1;
  export let b = a + 1;
  export var c = b + 1;
  const hidden = 10;
  export function f() {
    return hidden + a + b + c;
  }
  export class K {
    value = hidden;
  }
  export let unset: number;
  export var unsetToo: string;
}
show('basic', { a: Basic.a, b: Basic.b, c: Basic.c, f: Basic.f() });
console.log('keys:', Object.keys(Basic).join());
console.log('without a value:', 'unset' in Basic, Basic.unset, Basic.unsetToo);
Basic.unset = 4;
console.log('assigned from outside:', Basic.unset);

namespace Live {
  export let count = 0;
  export function up() {
    count++;
    ++count;
    count += 2;
    return count;
  }
  export function read() {
    return count;
  }
  export const arrow = () => (count = count * 2);
  export const both = { count, nested: { count } };
  export function patterns() {
    [count] = [100];
    const first = count;
    ({ count } = { count: 200 });
    const second = count;
    ({ a: count = 5 } = {} as any);
    const third = count;
    ({ count = 6 } = {} as any);
    [, count = 7] = [] as any;
    for (count of [1, 2, 3]);
    const fourth = count;
    for (count = 0; count < 4; count++);
    count ||= 9;
    count &&= 11;
    count ??= 12;
    count **= 2;
    return [first, second, third, fourth, count];
  }
  export function keys() {
    for ((count as any) in { k: 1 });
    return count;
  }
}
console.log('live:', Live.up(), Live.count, Live.arrow(), JSON.stringify(Live.both));
Live.count = 50;
console.log('seen inside:', Live.read());
console.log('as targets:', Live.patterns().join(), Live.keys());

namespace Shadow {
  export const name = 'exported';
  export function parameter(name: string) {
    return name;
  }
  export function local() {
    const name = 'local';
    return name;
  }
  export function block() {
    {
      let name = 'block';
      void name;
    }
    return name;
  }
  export function caught() {
    try {
      throw 'caught';
    } catch (name) {
      return name;
    }
  }
  export const inClass = class name {
    static self = name.name;
  }.self;
  export const inFunction = (function name() {
    return typeof name;
  })();
  export function destructured({ name }: { name: string }) {
    return name;
  }
  export function typeOnly(): typeof name {
    return name;
  }
  export const shorthand = { name };
  export const key = { name: 1 }.name;
  export const method = {
    name() {
      return name;
    },
  }.name();
}
console.log(
  'shadowed:', Shadow.parameter('p'), Shadow.local(), Shadow.block(), Shadow.caught(), Shadow.inClass,
  Shadow.inFunction,
);
console.log(
  'not shadowed:', Shadow.destructured({ name: 'd' }), Shadow.typeOnly(), Shadow.shorthand.name, Shadow.key,
  Shadow.method,
);

namespace Destructured {
  export const { a, b: renamed, c = 3, ...rest } = { a: 1, b: 2, d: 4, e: 5 } as any;
  export const [first, , third = 30, ...others] = [1, 2, undefined, 4, 5] as any;
  export const {
    outer: { inner },
    list: [head],
    [`comp${'uted'}`]: computed,
  } = { outer: { inner: 'in' }, list: ['h'], computed: 'c' } as any;
  export let x = a, y = x + renamed, z: number;
  export const { deflt = a + 100 } = {} as { deflt?: number };
}
show('destructured', Destructured);

namespace Dotted.Deep.Deeper {
  export const leaf = 'leaf';
}
namespace Dotted.Deep {
  export const branch = Deeper.leaf + ' branch';
}
namespace Dotted {
  export namespace Deep {
    export const again = branch + Deeper.leaf;
  }
  export const root = Deep.branch + ' root';
}
console.log('dotted:', Dotted.root, Dotted.Deep.again, Object.keys(Dotted.Deep).join());

namespace Merge {
  export const one = 1;
  const secret = 'first body';
  export function getSecret() {
    return secret;
  }
}
namespace Merge {
  const secret = 'second body';
  export const two = one + 1;
  export function getSecond() {
    return secret + one;
  }
}
console.log('merged:', Merge.two, Merge.getSecret(), Merge.getSecond());

class WithClass {
  method() {
    return WithClass.helper + WithClass.Inner.name;
  }
}
namespace WithClass {
  export const helper = 'h';
  export class Inner {}
  export const made = new WithClass();
}
console.log('with a class:', new WithClass().method(), WithClass.made instanceof WithClass, typeof WithClass);
function withFunction(x: number) {
  return x * withFunction.factor;
}
namespace withFunction {
  export let factor = 3;
  export const sample = withFunction(2);
}
console.log('with a function:', withFunction(4), withFunction.sample, typeof withFunction);
enum WithEnum {
  A = 1,
  B,
}
namespace WithEnum {
  export const names = [WithEnum[1], WithEnum[2]];
  export function parse(text: keyof typeof WithEnum) {
    return WithEnum[text];
  }
}
console.log('with an enum:', WithEnum.names.join(), WithEnum.parse('B' as any), Object.keys(WithEnum).join());
namespace BeforeClass {
  export interface I {}
}
class BeforeClass {
  v = 1;
}
console.log('types before a class:', new BeforeClass().v);

namespace OnlyTypes {
  export interface I {
    x: number;
  }
  export type T = I | null;
  export namespace Nested {
    export type U = T;
  }
}
namespace OnlyDeclared {
  export declare const x: number;
  export declare function f(): void;
}
namespace EmptyBody {}
declare namespace Ambient {
  const value: number;
  namespace Inner {
    function f(): void;
  }
}
namespace Statement {
  console.log('a body of statements runs');
}
console.log('non-instantiated:', typeof OnlyTypes, typeof EmptyBody, typeof Ambient, typeof OnlyDeclared);
console.log('instantiated by a statement:', typeof Statement);

namespace Aliases {
  export namespace Values {
    export const v = 5;
    export class C {
      c = v;
    }
    export type T = number;
    export enum E {
      A = 3,
    }
  }
  export import Exported = Values;
  import Local = Values.C;
  import Unused = Values.E;
  export const made = new Local().c;
  export import Deep = Values.E;
  export function late() {
    return Exported.v + Deep.A;
  }
}
import Outer = Aliases.Values;
import OuterClass = Outer.C;
import OnlyType = Aliases.Values.T;
const typed: OnlyType = 1;
console.log('aliases:', Aliases.made, Aliases.late(), Outer.v, new OuterClass().c, typed, Object.keys(Aliases).join());
import Again = Outer.E;
console.log('alias of an alias:', Again.A, Again[3]);
namespace LiveAlias {
  export let n = 1;
}
import liveN = LiveAlias.n;
LiveAlias.n = 2;
console.log('an alias of a value is a copy:', liveN);

namespace Self {
  export class Self {
    static v = 'class';
  }
  export function find() {
    return Self.v;
  }
}
console.log('a member called like the namespace:', Self.find(), Self.Self.v);

namespace Functions {
  export function* generator() {
    yield helper();
    yield* [2, 3];
  }
  function helper() {
    return 1;
  }
  export function hoisted() {
    return later();
  }
  export const before = hoisted();
  export function later() {
    return 'later';
  }
  export function overloaded(a: number): number;
  export function overloaded(a: string): string;
  export function overloaded(a: any) {
    return a;
  }
  export abstract class Base {
    abstract m(): number;
  }
  export class Sub extends Base {
    m() {
      return 7;
    }
  }
}
console.log(
  'functions:', [...Functions.generator()].join(), Functions.before, Functions.overloaded('o'),
  new Functions.Sub().m(),
);

namespace This {
  export function strict() {
    return this === undefined;
  }
  export const viaNamespace = strict();
  export function tagged(strings: TemplateStringsArray, ...values: unknown[]) {
    return strings.raw.join('|') + values.join() + (this === undefined);
  }
  export const tag = tagged`a${1}b`;
  export const optional = strict?.();
  export const parenthesised = (strict)();
}
console.log('this of a call inside:', This.viaNamespace, This.tag, This.optional, This.parenthesised);
namespace ThisOfVariables {
  export const read = function () {
    return this === undefined;
  };
  export const called = read();
  export const optional = read?.();
  export const tag = read``;
  export const asserted = (read as any)();
  export const nonNull = read!();
}
console.log(
  'and of a variable:', ThisOfVariables.called, ThisOfVariables.optional, ThisOfVariables.tag,
  ThisOfVariables.asserted, ThisOfVariables.nonNull,
);

namespace Control {
  export const values: number[] = [];
  for (let i = 0; i < 3; i++) {
    values.push(i);
  }
  if (values.length === 3) {
    values.push(99);
  }
  label: for (const v of values) {
    if (v > 1) break label;
  }
  switch (values[0]) {
    case 0:
      values.push(-1);
  }
  try {
    throw new Error('e');
  } catch ({ message }) {
    values.push(message.length);
  }
  var hoisted = values.length;
  export const count = hoisted;
}
show('statements', Control.values);
console.log('var stays inside:', typeof (globalThis as any).hoisted, Control.count);

namespace Name_1 {
  export const Name_1_1 = 'odd names';
  export const both = Name_1_1;
}
console.log('names like those tsc makes:', Name_1.both);

export namespace Exported {
  export const v = 'exported';
}
export namespace Exported {
  export const w = v + ' twice';
}
export import ExportedAlias = Exported;
console.log('exported:', Exported.w, ExportedAlias.v);

module Legacy {
  export const v = 'module keyword';
}
console.log('the keyword module:', Legacy.v);

namespace Types {
  export type Name = string;
  export interface Shape {
    size: number;
  }
  export const shape: Shape = { size: 1 };
  export let generic = <T,>(x: T): T => x;
  export const satisfied = { a: 1 } satisfies Record<string, number>;
  export const constant = ['a', 'b'] as const;
  export let definite!: number;
  export const nonNull = shape!.size!;
}
console.log(
  'types inside:', Types.shape.size, Types.generic(2), Types.satisfied.a, Types.constant.join(),
  'definite' in Types, Types.nonNull,
);

namespace Enums {
  export enum Color {
    Red,
    Green,
  }
  export const green = Color.Green;
  export const name = Color[green];
}
console.log('enum inside:', Enums.green, Enums.name, typeof Enums.Color);

{
  class InBlock {}
  console.log('a class beside:', typeof InBlock);
}
namespace Using {
  export const order: string[] = [];
  {
    using resource = {
      [Symbol.dispose ?? Symbol.for('dispose')]() {
        order.push('disposed');
      },
    } as any;
    order.push('used ' + typeof resource);
  }
}
console.log('using inside:', Using.order.length);

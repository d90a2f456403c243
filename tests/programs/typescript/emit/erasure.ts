// Types, assertions and type-only syntax vanish; what is left runs as JavaScript.
type Alias = string | number;
type Generic<T extends object = {}> = { [K in keyof T]?: T[K] };
type Conditional<T> = T extends (infer U)[] ? U : never;
type Template = `a${string}b`;
type Tuple = [first: number, second?: string, ...rest: boolean[]];
type Constructor = abstract new (...args: never[]) => object;
type Getter = { get x(): number; set x(v: number); readonly [k: string]: number };
type Predicate = (x: unknown) => x is string;
type Asserts = (x: unknown) => asserts x;
type Unique = { readonly s: unique symbol };
type Imported = import('node:fs').Stats;
type Query = typeof globalThis;
interface Shape extends Generic<{ a: 1 }> {
  (x: number): void;
  new (x: string): Shape;
  method?<T>(this: Shape, x: T): asserts x is T;
  readonly [Symbol.iterator]: unknown;
}
declare const ambient: number;
declare let ambientLet: string, ambientTwo: string;
declare function ambientFunction(x: number): string;
declare namespace AmbientSpace {
  const x: number;
}
declare module 'nowhere' {
  export const y: number;
}
declare global {
  interface Window {
    z: number;
  }
}
console.log('declared names:', typeof ambient, typeof ambientFunction, typeof AmbientSpace);

const value = 5 as const;
const list = [1, 2, 3] as const;
const config = { a: 1, b: { c: 2 } } as const satisfies Record<string, unknown>;
console.log('as const:', value, list.length, config.b.c, Object.isFrozen(config));
console.log('satisfies:', ({ x: 1 } satisfies { x: number }).x, [1 satisfies number, 2][1]);
console.log('as:', (value as unknown as string).toString(), (<any>value).toFixed(1), <number>value + 1);
console.log('as in an operand:', 1 + (2 as number) * 3, -(3 as number), !(0 as any), typeof (1 as any));
console.log('as and less than:', ((value as number) < 6), (value as number) > 4);
let target: any = { a: { b: 1 } };
(target as { a: unknown }).a = 2;
(target.b as number) = 3;
(<any>target).c = 4;
target!.d = 5;
(target.e!) = 6;
(target satisfies object).f = 7;
console.log('assertions as targets:', JSON.stringify(target));
(target.a as number)++;
--(target.b!);
(target.c as number) += 10;
(target.g as any) ??= 'set';
console.log('in updates:', JSON.stringify(target));
[target.a as any, (target.b!)] = [10, 20];
({ x: target.c as any, y: (<any>target).d } = { x: 30, y: 40 });
for (target.e as any of [50]);
for ((target.f as any) in { key: 1 });
console.log('in patterns:', JSON.stringify(target));
delete (target.g as any);
delete target.f!;
console.log('in delete:', Object.keys(target).join());

const maybe: { a?: { b?: () => number; c?: number[] } } | undefined = { a: { b: () => 1, c: [7] } };
const nothing = undefined as typeof maybe;
console.log('non-null:', maybe!.a!.b!(), maybe!.a!['c']![0]!, maybe.a!.c!.length);
console.log('non-null in a chain:', maybe?.a!.c, nothing?.a!.c, nothing?.a!.c![0], (nothing?.a)!?.c);
try {
  console.log('a broken chain:', (nothing?.a)!.c);
} catch (e) {
  console.log('a broken chain:', (e as Error).constructor.name);
}
const method = {
  v: 9,
  get() {
    return this?.v;
  },
};
console.log(
  'this through assertions:', method.get!(), (method.get as () => number)(), (method.get)!(),
  (<any>method.get)(),
);
console.log('this through type arguments:', (method as any).get(), (method.get satisfies Function)());
console.log('eval-like:', (0, method.get as any).call({ v: 3 }));

let definite!: number;
definite = 4;
let uninitialised: number;
console.log('definite:', definite, uninitialised!);

const arrow = <T,>(x: T): T => x;
const constrained = <T extends { n: number }>(x: T): number => x.n;
const asyncName = (async: number): number => async;
const returning = (x: number): { y: number } => ({ y: x });
const optionalParameter = (a: number, b?: string, ...rest: number[]) => [a, b, rest.length];
const predicate = (x: unknown): x is string => typeof x === 'string';
const conditional = (a: any) => (a ? (b: number): number => b : (c: number) => c + 1);
console.log('arrows:', arrow<number>(1), constrained({ n: 2 }), asyncName(3), returning(4).y);
console.log('optional parameters:', JSON.stringify(optionalParameter(1)), optionalParameter.length, predicate('s'));
console.log('arrow in a conditional:', conditional(true)(1), conditional(false)(1));
function generic<T, const U extends readonly unknown[] = []>(x: T, ...y: U): [T, U] {
  return [x, y];
}
console.log(
  'type arguments:', JSON.stringify(generic<number, [string]>(1, 's')),
  new Map<string, number[]>([['k', [1]]]).size,
);
console.log('type arguments and comparison:', 1 < 2, [3].map<string>(String)[0], new Array<number>(2).length);
const instantiated = generic<string>;
const tag = <T,>(strings: TemplateStringsArray, ...values: T[]) => strings.join('_') + values.join();
console.log('instantiated:', instantiated('i')[0], tag<number>`a${1}b`);
const optionalCall = arrow as typeof arrow | undefined;
console.log('optional call with type arguments:', optionalCall?.<number>(8));

function overloaded(x: string): string;
function overloaded(x: number): number;
function overloaded(x: any) {
  return x;
}
console.log('overloads:', overloaded(1), overloaded.length, overloaded.name);
function assertString(x: unknown): asserts x is string {
  if (typeof x !== 'string') throw new TypeError('not a string');
}
try {
  assertString(1);
} catch (e: unknown) {
  console.log('asserts:', e instanceof TypeError, (e as TypeError).message);
}
function* typedGenerator(this: void, n: number): Generator<number, string, boolean> {
  const sent: boolean = yield n;
  const another = (yield n + 1) as boolean;
  return `${sent} ${another}`;
}
const running = typedGenerator(1);
console.log('generator:', running.next().value, running.next(true).value, running.next(false).value);
function withDefaults({ a, b = 2 }: { a: number; b?: number } = { a: 1 }, [c]: number[] = [3]): number {
  return a + b + c;
}
console.log('annotated patterns:', withDefaults(), withDefaults({ a: 10 }, [20]));
const { p, q: renamed = 'r' }: { p: number; q?: string } = { p: 1 };
const [h, ...t]: [number, ...number[]] = [1, 2, 3];
console.log('declarations:', p, renamed, h, t.length);
for (const x of [1, 2] as readonly number[]) {
  console.log('for of:', x);
}
for (let i: number = 0, n: number = 2; i < n; i++) {
  console.log('for:', i);
}

const type = 1, as = 2, satisfies = 3, of = 4, is = 5, namespace = 6, module = 7, declare = 8, abstract = 9;
const infer = 10, keyof = 11, readonly = 12, unique = 13, any = 14, number = 15, string = 16, global = 17, get = 18;
console.log('words that are names too:', type + as + satisfies + of + is + namespace + module + declare + abstract);
console.log('more of them:', infer + keyof + readonly + unique + any + number + string + global + get);
const words = { type, as, satisfies, enum: 1, interface: 2, private: 3, public: 4, implements: 5, declare };
console.log('as keys:', Object.keys(words).join());
type
in_two_lines
function in_two_lines_helper() {}
var in_two_lines: any;
var interfaceLike = 'i';
declare
interfaceLike
abstract
class NotAbstract {}
console.log('line breaks:', typeof NotAbstract, typeof in_two_lines_helper);

label: {
  type Local = number;
  interface Inner {
    x: Local;
  }
  const inner: Inner = { x: 1 };
  if (inner.x) break label;
}
if (true) type_only: {
  break type_only;
}
console.log('types in blocks: done');
const object = {
  method<T>(this: object, x: T): T {
    return x;
  },
  get accessor(): number {
    return 1;
  },
  set accessor(v: number) {},
  async: 1,
  *generator<T>(x: T): Generator<T> {
    yield x;
  },
  arrow: <T,>(x: T) => x,
};
console.log(
  'object members:', object.method<number>(1), object.accessor, [...object.generator('g')][0],
  object.arrow(2),
);
try {
  JSON.parse('{');
} catch {
  console.log('catch without a binding');
}
var redeclared: number = 1;
var redeclared: number;
console.log('redeclared:', redeclared);
interface Both {
  x: number;
}
const Both = { x: 1 };
type Two = number;
function Two() {
  return 2;
}
console.log('a type and a value of one name:', Both.x, Two());
const big = 10n as bigint;
const regex = /a(?<n>b)/u as RegExp;
console.log('other literals:', big * 2n, regex.exec('ab')!.groups!.n);
const symbol: unique symbol = Symbol('s');
class Keyed {
  [symbol]: number = 1;
  static readonly [symbol]?: string;
}
console.log('unique symbol:', new Keyed()[symbol], symbol in Keyed);
enum Kind {
  A,
}
function exhaustive(kind: Kind): string {
  switch (kind) {
    case Kind.A as Kind:
      return 'A';
    default: {
      const never: never = kind as never;
      return never;
    }
  }
}
console.log('exhaustive:', exhaustive(Kind.A), exhaustive(5 as Kind));
console.log('comma and assertion:', (1, 2 as number), [<number>1, 2 as number].length);
var accessor = 1;
accessor
console.log('new with type arguments:', new (class<T> { constructor(public v: T) {} })<number>(3).v);
export type { Alias, Conditional, Template, Tuple, Constructor, Getter, Predicate, Asserts, Unique, Imported, Query };
export { type Shape, value as exportedValue };
export default interface Default {
  x: number;
}

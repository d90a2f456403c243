// Enums as tsc emits them: numbering, reverse mappings, names, heterogeneous and computed members.
function show(label: string, value: unknown) {
  console.log(label + ':', JSON.stringify(value), Object.keys(value as object).join());
}
function keep<T>(value: T): T {
  return value;
}

enum Plain {
  A,
  B,
  C,
}
show('plain', Plain);
console.log('forward and back:', Plain.B, Plain[1], Plain[Plain.C], Plain['A']);

enum Started {
  A = 5,
  B,
  C = 1,
  D,
}
show('started', Started);

enum Negative {
  A = -2,
  B,
  C,
  D,
}
show('negative', Negative);
console.log('reverse of a negative:', Negative[-2], Negative[-1], Negative[0]);

enum Floating {
  A = 0.5,
  B,
  C = 1e21,
  D = 1e-7,
  E = 0.1 + 0.2,
}
show('floating', Floating);
console.log('after a half:', Floating.B, Floating[1.5], Floating['1e+21'], Floating['1e-7']);

enum Zero {
  A = -0,
  B,
}
console.log('minus zero:', Object.is(Zero.A, -0), Zero[0], Zero.B);

enum Odd {
  A = 0 / 0,
  B = 1 / 0,
  C = -1 / 0,
}
console.log('not finite:', Odd.A, Odd.B, Odd.C, Odd['NaN'], Odd['Infinity'], Odd['-Infinity']);

enum Large {
  A = 2 ** 53,
  B,
  C = 0xffffffff,
  D,
  E = 1_000_000,
  F = 0b101,
  G = 0o17,
}
show('large', Large);

enum Bits {
  None = 0,
  Read = 1 << 0,
  Write = 1 << 1,
  Exec = 1 << 2,
  All = Read | Write | Exec,
  NoWrite = All & ~Write,
  Sign = 1 << 31,
  Unsigned = -1 >>> 0,
  Shifted = -16 >> 2,
  Xor = 5 ^ 3,
  Wrapped = 1 << 31 << 1 | 1 >> 0,
}
show('bits', Bits);

enum Arithmetic {
  Sum = 1 + 2,
  Difference = 1 - 2,
  Product = 3 * 4,
  Quotient = 7 / 2,
  Remainder = -7 % 3,
  Power = 2 ** 10,
  Right = 2 ** (3 ** 2),
  Grouped = (1 + 2) * 3,
  Plus = +'a'.length,
  Next = Sum + Product,
}
show('arithmetic', Arithmetic);

enum Text {
  A = 'a',
  B = 'b' + 'c',
  C = `d`,
  D = `${A}-${B}`,
  E = A + 1,
  F = 1 + B,
  G = `${1.5}`,
  H = 'x' + 1e21,
  I = 'y' + -0,
  J = `${0.1}`,
}
show('text', Text);

enum Mixed {
  A,
  B = 'b',
  C = 7,
  D,
  E = 'e',
  F = A,
  G,
}
show('mixed', Mixed);

enum Alias {
  A = 1,
  B = A,
  C = 1,
}
show('one number under several names', Alias);
console.log('the last name wins:', Alias[1]);

enum Computed {
  A = keep(3),
  B = A * 2,
  C = 'abc'.length,
  D = C + 1,
  E = Math.max(A, 10),
  F = 0,
  G,
}
show('computed', Computed);

enum Strings {
  A = keep('s') as any,
  B = 'x'.toUpperCase() as any,
}
console.log('a computed string maps back too:', Strings.A, Strings.B, JSON.stringify(Strings));

enum Templates {
  A = `${keep('s')}`,
  B = `t${keep(1)}` + 'u',
}
console.log('a template does not:', JSON.stringify(Templates));

enum Names {
  'with space' = 1,
  'kebab-case',
  default,
  class,
  'constructor',
  'toString' = 10,
  'quoted' = 'q',
  ['computed'] = 11,
  [`template`] = 12,
  'é',
  'a"b' = 20,
}
console.log('names:', JSON.stringify(Names));
console.log(
  'by quoted name:', Names['with space'], Names['kebab-case'], Names.default, Names.class, Names[3],
  Names[20],
);
console.log('names of Object.prototype:', Names.constructor, Names['toString'], Names[10]);

enum Proto {
  A,
  B = 'length',
}
console.log(
  'kind of object:', typeof Proto, Object.getPrototypeOf(Proto) === Object.prototype, Proto instanceof Object,
);
console.log('writable at run time:', ((Proto as any).A = 9), Proto.A, delete (Proto as any).A, JSON.stringify(Proto));

enum Empty {}
show('empty', Empty);

enum SelfName {
  SelfName = 4,
  Other = SelfName + 1,
}
console.log('a member called like its enum:', SelfName.SelfName, SelfName.Other);

enum ByOwnName {
  A = 3,
  B = ByOwnName.A + 1,
  C = ByOwnName['A'] * 10,
  D,
}
show('by its own name', ByOwnName);

enum Shadows {
  Math = 2,
  Other = Math * 2,
  keep = 5,
  Last = keep + 1,
}
show('members shadow what is outside', Shadows);

enum Functions {
  A = (() => (Functions.B === undefined ? 1 : 2))(),
  B = 5,
  C = ((f: () => number) => (typeof f() === 'undefined' ? 7 : 8))(() => D),
  D = 9,
}
show('functions that ask for a member that follows', Functions);

const sideEffects: string[] = [];
function note(name: string, value: number) {
  sideEffects.push(name);
  return value;
}
enum Order {
  A = note('A', 1),
  B = note('B', 2),
  C = note('C', A + B),
}
console.log('order of initialisers:', sideEffects.join(), Order.C);

enum InArrow {
  A = (() => 4)(),
  B = ((x: number) => x + A)(1),
  C = [1, 2, 3].length,
  D = ((A: number) => A)(9),
}
show('functions in initialisers', InArrow);

enum Satisfied {
  A = 1 as number,
  B = <number>2,
  C = 3 satisfies number,
  D = keep(4)!,
}
show('assertions in initialisers', Satisfied);

enum Conditional {
  A = true ? 1 : 2,
  B = !true as any,
  C = typeof 1 as any,
  D = void 0 as any,
}
console.log('other operators:', JSON.stringify(Conditional));

console.log('iteration:', Object.entries(Plain).map(([k, v]) => `${k}=${v}`).join(' '));
console.log('in:', 'A' in Plain, '0' in Plain, 3 in Plain);
console.log('var at top level:', typeof Hoisted);
enum Hoisted {
  A,
}
console.log('then an object:', typeof Hoisted);

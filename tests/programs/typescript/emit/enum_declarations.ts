// Enums that are const, declared, merged, in namespaces, exported, local; and references between them.
function show(label: string, value: unknown) {
  console.log(label + ':', JSON.stringify(value));
}

enum Merged {
  A = 1,
  B,
}
enum Merged {
  C = B + 10,
  D,
  E = A,
}
show('merged', Merged);
console.log('names of the other body:', Merged.C, Merged[12], Merged[1]);

const enum Inlined {
  A = 1,
  B,
  C = 'c',
  D = A | 4,
  E = `${C}-${A}`,
  F = -1,
  'a b' = 9,
  G = 1.5,
}
console.log('const:', Inlined.A, Inlined.B, Inlined.C, Inlined.D, Inlined.E, Inlined.F, Inlined['a b'], Inlined.G);
console.log('const in a template:', `${Inlined.C}${Inlined.B}`);
console.log('const, member of it:', Inlined.B.toString(), Inlined.F.toFixed(1), Inlined.C.length, Inlined.G.toFixed(2));
console.log('const in a power:', Inlined.B ** 2);
const keyed = { [Inlined.C]: 1, [Inlined.A]: 2 };
show('const as keys', keyed);
function chosen(x: number) {
  switch (x) {
    case Inlined.A:
      return 'is A';
    case Inlined.B:
      return 'is B';
    default:
      return 'other';
  }
}
console.log('const in switch:', chosen(1), chosen(2), chosen(3));
function fallback(x: number = Inlined.D) {
  return x;
}
console.log('const as a default:', fallback());

const enum Merging {
  A = 1,
}
const enum Merging {
  B = A + 1,
  C = Merging.A + 5,
}
console.log('const, merged:', Merging.A, Merging.B, Merging.C);

declare const enum Ambient {
  A,
  B = 5,
  C,
  D = 'd',
}
console.log('declared const:', Ambient.A, Ambient.B, Ambient.C, Ambient.D);

declare enum Typed {
  A = 1,
  B,
}
enum UsesTyped {
  A = Typed.A + 1,
  B,
}
show('from a declared one', UsesTyped);
console.log('a declared enum is no object:', typeof Typed);

const one = 1;
const word = 'word';
const nested = one + 1;
let variable = 3;
const annotated: number = 4;
const object = { x: 5 };
enum Constants {
  A = one,
  B,
  C = nested,
  D,
  E = word,
  F = `${word}!`,
  G = variable,
  H = annotated,
  I = object.x,
  J = one + nested,
  K,
}
show('from constants', Constants);

enum First {
  A = 10,
  B,
  S = 's',
}
enum Second {
  A = First.A,
  B,
  C = First['B'] * 2,
  D,
  E = First.S,
  F = `${First.S}${First.A}`,
  G = Inlined.D,
  H,
}
show('between enums', Second);
enum Third {
  A = Second.B + First.A,
  B,
}
show('by two steps', Third);

export enum Exported {
  A,
  B,
}
export enum Exported {
  C = 7,
}
show('exported and merged', Exported);
export const enum ExportedConst {
  A = 3,
}
console.log('exported const:', ExportedConst.A);
export declare const enum ExportedAmbient {
  A = 4,
}
console.log('exported declared const:', ExportedAmbient.A);
enum ByList {
  A = 6,
}
export { ByList, ByList as Renamed };

namespace Space {
  export enum Inside {
    A = 2,
    B,
  }
  enum Hidden {
    A = Inside.B + 1,
    B,
  }
  export const enum Constant {
    A = 8,
    B = Inside.A,
  }
  export enum UsesHidden {
    A = Hidden.B,
    B = Constant.A,
    C,
  }
  export const reading = [Inside.A, Hidden.A, Constant.B];
}
show('of a namespace', Space.Inside);
show('from a hidden one', Space.UsesHidden);
show('read inside', Space.reading);
console.log('const of a namespace:', Space.Constant.A, Space.Constant['B']);
console.log('hidden ones are hidden:', 'Hidden' in Space);
namespace Space {
  export enum Inside {
    C = B + 1,
  }
  export enum Other {
    A = Inside.C,
    B = Inside.A,
  }
}
show('merged through the namespace', Space.Inside);
show('of the other body', Space.Other);
enum FromSpace {
  A = Space.Inside.B,
  B,
  C = Space.Constant.A,
  D,
}
show('from members of a namespace', FromSpace);

import Short = Space.Inside;
import ShortConst = Space.Constant;
console.log('by an alias:', Short.A, Short[3], ShortConst.A);
enum FromAlias {
  A = Short.B,
  B,
  C = ShortConst.A,
  D,
}
show('from an alias', FromAlias);

function local(flag: boolean) {
  enum Local {
    A = 1,
    B,
  }
  const enum LocalConst {
    A = 'la',
  }
  if (flag) {
    enum Local {
      A = 100,
    }
    return Local.A;
  }
  return Local.B + LocalConst.A;
}
console.log('local:', local(true), local(false));
function fresh() {
  enum Each {
    A,
  }
  return Each;
}
console.log('each call its own:', fresh() === fresh());

const arrow = () => {
  const enum InArrow {
    A = 21,
  }
  return InArrow.A * 2;
};
console.log('in an arrow:', arrow());

class Holder {
  static kind = Exported.B;
  value = Inlined.D;
  [Inlined.C]() {
    return 'method by a const name';
  }
}
console.log('in a class:', Holder.kind, new Holder().value, new Holder()[Inlined.C]());

enum Flags {
  A = 1,
  B = 2,
}
namespace Flags {
  export function has(value: Flags, flag: Flags) {
    return (value & flag) !== 0;
  }
  export const all = Flags.A | Flags.B;
}
console.log('merged with a namespace:', Flags.has(3, Flags.B), Flags.all, Object.keys(Flags).join());

const Shadowing = 1;
{
  enum Shadowing {
    A = 50,
  }
  console.log('block enum:', Shadowing.A);
}
console.log('outer constant:', Shadowing);

{
  const one = 77;
  enum Near {
    A = one,
    B,
  }
  console.log('the nearer constant:', Near.A, Near.B);
}

const first = 1, second = first + 1, third = second * second;
enum Chain {
  A = third,
  B,
}
show('a chain of constants', Chain);

namespace Variables {
  export const three = 3;
  export const text = 'vt';
  export let four = 4;
  export namespace Inner {
    export const five = three + 2;
  }
  export import Aliased = Inner;
  export import Deep = Space.Inside;
}
enum FromVariables {
  A = Variables.three,
  B,
  C = Variables.text,
  D = Variables.four,
  E = Variables.Inner.five,
  F,
  G = Variables.Aliased.five,
  H,
  I = Variables.Deep.B,
  J,
}
show('from variables of a namespace', FromVariables);

const asConst = 5 as const;
const parenthesised = (6);
const negative = -7;
enum Forms {
  A = asConst,
  C = parenthesised,
  D,
  E = negative,
  F,
}
show('forms of constants', Forms);

type Key = keyof typeof First;
const key: Key = 'B';
console.log('by a computed key:', First[key], First[First.A]);
console.log('optional chain:', First?.A, Inlined?.A);
const { A: taken, ...others } = First;
console.log('destructured:', taken, JSON.stringify(others));
console.log('typeof:', typeof First, typeof First.A, typeof Inlined.C);
console.log('non-null and as:', First.A!, First.B as number, (First as any).S);

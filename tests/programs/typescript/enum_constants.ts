// What tsc takes as constants in enums: const variables without a type, members of enums that namespaces export, declared const enums.
const two = 2;
const sum = two + 3;
const word = 'w';
const text = `${word}-${two}`;
enum FromVariables {
  a = two,
  b,
  c = sum * 2,
  d,
  e = text,
}
console.log('FromVariables', FromVariables.b, FromVariables.d, FromVariables);

namespace N {
  export enum E {
    A,
    B,
  }
  export enum F {
    A = E.B,
    C,
  }
  export const three = 3;
  export enum G {
    x = three,
    y,
  }
  export namespace Inner {
    export enum H {
      a = E.B + 10,
      b,
    }
  }
  export const enum K {
    one = 1,
    two,
  }
  console.log('inside', K.two, E.B, Inner.H.b);
}
namespace N {
  export enum Again {
    first = F.C,
    second,
    third = Inner.H.b,
    fourth,
  }
}
enum Outside {
  a = N.E.B,
  b,
  c = N.Inner.H.b + 1,
  d,
  e = N.F['C'],
  f,
}
console.log('N', N.F.C, N.G.y, N.Inner.H.b, N.Again);
console.log('Outside', Outside.b, Outside.d, Outside.f, Outside);
console.log('const enum of a namespace', N.K.one, N.K['two']);

declare const enum Declared {
  A = 1,
  B,
  C = 'text',
  D = A | 8,
}
console.log('Declared', Declared.A, Declared.B, Declared.C, Declared.D, Declared['B']);
enum OfDeclared {
  x = Declared.B,
  y,
}
console.log('OfDeclared', OfDeclared);

function local() {
  const inner = 20;
  enum Local {
    a = inner,
    b,
  }
  return Local.b;
}
console.log('local', local());

const shadowed = 5;
enum Shadow {
  shadowed = 1,
  other = shadowed,
  next,
}
console.log('Shadow', Shadow.other, Shadow.next);

let changing = 7;
const typed: number = 8;
enum Computed {
  a = changing,
  b = typed,
  c = two ** 3,
  d,
}
console.log('Computed', Computed);

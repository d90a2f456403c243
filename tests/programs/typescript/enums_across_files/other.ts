export enum Numbers {
  A = 4,
  B,
}
export enum Texts {
  A = 'other a',
}
export const enum Inlined {
  A = 7,
  T = 'inlined text',
}
export const three = 3;
export const text = 'const text';
export namespace Space {
  export enum Inner {
    A = 11,
    T = 'inner text',
  }
}

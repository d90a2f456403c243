export enum E { A = Math.random(), B } // line: 1
// expect: Enum member must have initializer

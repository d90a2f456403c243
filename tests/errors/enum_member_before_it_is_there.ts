enum E {
  A = B + 1, // line: 2
  B = 2,
  C = E.D, // line: 4
  D = 3,
}
console.log(E.A);
// expect: An enum member cannot refer to one that is declared after it

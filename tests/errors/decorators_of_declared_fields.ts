function d(...args: unknown[]) {}
abstract class C {
  @d declare declared: number; // line: 3
  @d accessor both = 1; // line: 4
  @d abstract later: number; // line: 5
}
console.log(C);
// expect: `decorators` is not supported yet

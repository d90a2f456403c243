function d(...args: unknown[]) {}
class C {
  constructor(@d x: number) {} // line: 3
  @d method() {} // line: 4
  @d static field = 1; // line: 5
  setting(@d y: number) {} // line: 6
}
const expression = @d class {}; // line: 8
console.log(C, expression);
// expect: `decorators` is not supported yet
// expect: `parameter decorators` is not supported yet

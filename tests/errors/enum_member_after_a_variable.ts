// expect: Enum member must have initializer
// line: 6
let changing = 1;
enum E {
  A = changing,
  B,
}
console.log(E.B);

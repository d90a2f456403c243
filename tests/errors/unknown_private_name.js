// expect: Private identifier '#q' is not allowed
// line: 4
class A {
  m() { return this.#q; }
}

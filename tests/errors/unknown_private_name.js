// expect: Private field '#q' must be declared
// line: 4
class A {
  m() { return this.#q; }
}

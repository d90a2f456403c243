// expect: Multiple constructor implementations
class A {
  constructor() {}
  constructor(a) {}
}

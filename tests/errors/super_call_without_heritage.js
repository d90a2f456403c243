// expect: 'super' can only be referenced in a derived class
// line: 5
class A {
  constructor() {
    super();
  }
}

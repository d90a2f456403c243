// Where reading the name throws again, the class has to do.
class Nameless extends Error {
  get name() {
    throw new TypeError('no name');
  }
}
console.log('before');
throw new Nameless('x');

// The report does not ask objects how they want to be shown.
class Point {
  x = 1;
  [Symbol.for('nodejs.util.inspect.custom')]() {
    console.log('asked');
    return 'a point';
  }
}
console.log('before');
throw new Point();

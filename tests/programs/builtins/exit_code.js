// process.exitCode takes integers, their text, null and undefined; process.exit checks its argument alike.
for (const code of [3, '4', -1, 263, 2 ** 31, ' 5', 0, null, undefined]) {
  process.exitCode = code;
  console.log('taken', process.exitCode, typeof process.exitCode);
}
class Point {}
const refused = [1.5, 'x', '', '7x', '1.5', true, {}, [], NaN, Infinity, 2 ** 53, -(2 ** 60), 1e300, 12n, Symbol('s'),
  new Point(), Point, () => 1, Object.create(null), new Map(), 'a'.repeat(40)];
for (const code of refused) {
  for (const act of [() => { process.exitCode = code; }, () => process.exit(code)]) {
    try {
      act();
      console.log('taken');
    } catch (e) {
      console.log(e.name, e.code, e.message, Object.keys(e), e.stack.split('\n')[0]);
    }
  }
}
const { get, set, ...rest } = Object.getOwnPropertyDescriptor(process, 'exitCode');
console.log(typeof get, typeof set, rest, process.exitCode);

function f({ a, b = a } = { a: 1 }, [c, ...d] = 'xyz', ...[e, g = 'dg']) {
  return [a, b, c, d.join(''), e, g].join();
}
console.log(f(), f({ a: 2, b: 3 }, [4, 5], 6, 7), f.length);
for (const { x, y: [z] = ['dz'], ...rest } of [{ x: 1, y: 'ab', w: 0 }, { x: 2 }]) console.log(x, z,
  JSON.stringify(rest));
for (let [i, j] = [0, 5]; i < j; [i, j] = [i + 1, j - 1]) console.log(i, j);
const swap = ([a, b]) => [b, a];
console.log(swap('pq').join(), (({ length }) => length)('four'), [[1, 2], [3, 4]].map(([a, b]) => a * b).join());
try {
  f(null);
} catch (e) {
  console.log(e.name);
}
try {
  throw { code: 7, nested: { m: 'deep' } };
} catch ({ code, nested: { m } }) {
  console.log(code, m);
}

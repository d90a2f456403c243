console.log([1, 'a', true, undefined, null, {}, [], () => 1, class {}, Symbol(), NaN,
  new Number(1)].map((x) => typeof x).join(), typeof nowhere, void 0, void 'x');
const o = { a: 1, b: { c: 2 } };
console.log(delete o.a, 'a' in o, delete o.zzz, delete o.b.c, Object.keys(o.b).length, delete o['b'],
  JSON.stringify(o));
const arr = [1, 2, 3];
console.log(delete arr[1], arr.length, 1 in arr, 0 in arr, 'length' in arr, 'push' in arr, '2' in arr);
console.log((1, 2, 3), [(1, 2)].length);
let x = (y => y)(5), z = (x++, x * 2);
console.log(x, z);
console.log(null ?? 'd', 0 ?? 'd', '' || 'e', 'f' && 0, null?.a.b.c, undefined?.[0], (() => null)?.());
try {
  delete Object.freeze([1])[0];
} catch (e) {
  console.log(e.name);
}

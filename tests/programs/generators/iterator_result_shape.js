function* g() {
  yield 1;
  return 2;
}
const it = g();
const r1 = it.next(), r2 = it.next(), r3 = it.next(), r4 = it.return(9);
for (const r of [r1, r2, r3, r4]) console.log(Object.keys(r).join(), JSON.stringify(r),
  Object.getPrototypeOf(r) === Object.prototype);
console.log(r1 !== r2, r3.value, 'value' in r3);
r1.value = 'mutable';
r1.extra = 1;
delete r1.done;
console.log(JSON.stringify(r1));
const d = Object.getOwnPropertyDescriptor(r2, 'done');
console.log(d.value, d.writable, d.enumerable, d.configurable);
const { value, done, ...rest } = g().next();
console.log(value, done, Object.keys(rest).length);
console.log(g().next(), g().return('x'), [...'ab'][Symbol.iterator]().next(), new Map([[1, 2]]).entries().next());

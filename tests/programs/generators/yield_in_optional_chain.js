function* g() {
  const a = (yield 'o')?.x;
  const b = (yield 'o')?.[yield 'k'];
  const c = (yield 'o')?.m(yield 'arg');
  const d = (yield 'o')?.deep?.m?.(yield 'arg2');
  return [a, b, c, d].map(String).join(' ');
}
function run(o) {
  const it = g(), asked = [];
  let r = it.next();
  while (!r.done) {
    asked.push(r.value);
    r = it.next({ o, k: 'y', arg: 3, arg2: 4 }[r.value]);
  }
  console.log(asked.join(), '=>', r.value);
}
run({ x: 1, y: 2, m(v) { return this.x + v; }, deep: { z: 10, m(v) { return this.z * v; } } });
run(null);
run(undefined);
run({ x: 5, m: (v) => v, deep: {} });
run({ m() { return 'm'; } });

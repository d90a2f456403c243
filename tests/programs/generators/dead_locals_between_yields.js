// A big value is dead after the first yield, another takes its place: 100 generators in turn must not mix slots.
function* g(k) {
  {
    let big = new Array(2000).fill(k);
    yield big.length + big[1999];
  }
  {
    let other = 'o' + k;
    let n = k * 2;
    yield other + n;
  }
  {
    let z = [k];
    for (const q of z) {
      yield q + z.length;
      z = ['swap'];
      yield z[0] + q;
    }
  }
  let last;
  try { last = yield 'try'; } catch (e) { last = 'E' + e; }
  return last;
}
const gs = Array.from({ length: 100 }, (_, k) => g(k));
const sums = [];
for (let round = 0; round < 5; round++) {
  let s = 0;
  for (const x of gs) s += String(x.next('v').value).length;
  sums.push(s);
}
console.log(sums.join());
console.log(gs.slice(0, 3).map((x, i) => JSON.stringify(i ? x.next('done' + i) : x.throw('t'))).join(' '));
const solo = g(5);
console.log(solo.next().value, solo.next().value, solo.next().value, solo.next().value, solo.next().value,
  solo.next('end').value);

// gc-period: 50
// Arrays that grow far, while somebody goes through them or has had a look at them.
function check(label, a, f) {
  let wrong = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== f(i)) wrong++;
  console.log(label, a.length, wrong);
}

const lists = Array.from({ length: 5 }, () => []);
for (let i = 0; i < 20000; i++) {
  lists[i % 5].push({ i });
  lists[(i * 3) % 5].push({ i: -i });
}
console.log(lists.map((l) => `${l.length} ${l[1999].i} ${l.at(-1).i}`).join(' | '));

const numbers = [];
for (let i = 0; i < 30000; i++) numbers.push(i);
check('push', numbers, (i) => i);
const doubled = [];
for (let i = 0; i < 300; i++) doubled.push(i);
for (let k = 0; k < 6; k++) doubled.push(...doubled);
check('pushed to itself', doubled, (i) => i % 300);
const applied = [1, 2, 3];
for (let k = 0; k < 12; k++) applied.push.apply(applied, applied);
check('by apply', applied, (i) => (i % 3) + 1);
const copy = [...numbers, ...numbers, 7];
check('copies', copy, (i) => (i === 60000 ? 7 : i % 30000));

// While it is iterated.
const seen = [];
const grows = [0];
for (const v of grows) {
  seen.push(v);
  if (grows.length < 9000) grows.push(grows.length, grows.length + 1);
}
check('for of', seen, (i) => i);
const late = [0, 1, 2];
late.forEach((v) => {
  for (let i = 0; i < 2000; i++) late.push(v);
});
console.log('forEach', late.length, late[3], late[2003], late.at(-1));
const mapped = [1, 2, 3];
const result = mapped.map((v, i, a) => {
  for (let k = 0; k < 3000; k++) a.push(v);
  return v * a.length;
});
console.log('map', result.join(), mapped.length);
const sorted = Array.from({ length: 300 }, (_, i) => (i * 7919) % 300);
sorted.sort((a, b) => {
  sorted.push(0);
  return a - b;
});
console.log('sort', sorted[0], sorted[150], sorted[299], sorted.length > 300);
const reduced = [1];
console.log('reduce', reduced.reduce((sum, v, i, a) => (a.length < 5000 ? a.push(v, v) : 0) + sum + v, 0), reduced.length);
const it = numbers[Symbol.iterator]();
it.next();
for (let i = 0; i < 30000; i++) numbers.push(-i);
console.log('iterator', it.next().value, [...it].length);

// By index, with holes, from the front and from the end.
const byIndex = [];
for (let i = 0; i < 5000; i++) byIndex[i] = i;
check('by index', byIndex, (i) => i);
const holes = [];
for (let i = 0; i < 5000; i += 2) holes[i] = i;
console.log('holes', holes.length, 1 in holes, holes[4998], holes.reduce((n) => n + 1, 0));
const queue = [];
let taken = 0;
for (let i = 0; i < 6000; i++) {
  queue.push(i);
  if (i % 3 === 2) taken += queue.shift();
}
console.log('queue', queue.length, taken, queue[0]);
byIndex.unshift(...numbers.slice(0, 4000));
console.log('unshift', byIndex.length, byIndex[3999], byIndex[4000]);
byIndex.splice(100, 10, ...numbers.slice(0, 3000));
console.log('splice', byIndex.length, byIndex[100], byIndex[3099], byIndex[3100]);
byIndex.length = 10;
for (let i = 0; i < 3000; i++) byIndex.push(i);
console.log('cut and grown', byIndex.length, byIndex[9], byIndex[10], byIndex.at(-1));

// Arrays that are frozen, shared by arguments, or have a hole at the end.
const frozen = Object.freeze(numbers.slice(0, 2000));
try {
  frozen.push(1);
} catch (e) {
  console.log(e.name, frozen.length, frozen[1999]);
}
(function (...rest) {
  for (let i = 0; i < 2000; i++) rest.push(i);
  console.log('rest', rest.length, rest[0], rest.at(-1));
})(...numbers.slice(0, 1000));
const gap = numbers.slice(0, 1000);
gap.length = 1200;
gap.push('end');
console.log('gap', gap.length, gap[1199], gap[1200], 1100 in gap);

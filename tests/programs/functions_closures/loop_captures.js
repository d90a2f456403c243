const fs = [];
for (let i = 0; i < 3; i++) {
  fs.push(() => i++);
}
console.log(fs.map((f) => f()).join(), fs.map((f) => f()).join());
const gs = [];
for (let i = 0, inc = () => i++; i < 3; i++) {
  gs.push(() => i);
  if (i === 0) inc();
}
console.log(gs.map((f) => f()).join());
const hs = [];
for (const k in { a: 1, b: 2 }) hs.push(() => k);
for (const v of [7, 8]) hs.push(() => v);
let w = 0;
while (w < 2) {
  const c = w++;
  hs.push(() => c);
}
console.log(hs.map((f) => f()).join());
const vs = [];
for (var v = 0; v < 3; v++) vs.push(() => v);
console.log(vs.map((f) => f()).join());
const cs = [];
for (let i = 0; i < 4; i++) {
  if (i === 1) continue;
  if (i === 3) break;
  cs.push(() => i);
}
console.log(cs.map((f) => f()).join());
const inHead = [];
for (let i = 0; inHead.push(() => i), i < 2; i++);
console.log(inHead.map((f) => f()).join());
const inStep = [];
for (let i = 0; i < 2; inStep.push(() => i), i++);
console.log(inStep.map((f) => f()).join());
const ds = [];
for (const { x, y = x * 2 } of [{ x: 1 }, { x: 2, y: 9 }]) ds.push(() => x + ':' + y);
console.log(ds.map((f) => f()).join());

// What cannot be destructured is named with the first property that was wanted of it.
let nothing, nil = null;
const o = {};
const failures = [
  () => { const { a } = nothing; },
  () => { const { "b c": b } = nil; },
  () => { const { a, b } = o.missing; },
  () => { const { [o]: a } = nothing; },
  () => { const {} = nil; },
  () => { (({ x }) => x)(); },
  () => {
    let x;
    ({ x } = null);
  },
  () => { (([x]) => x)(); },
  () => { "text".length = 1; },
  () => { "text"[0] = "T"; },
  () => { "text".more = 1; },
  () => { for (const x of { [Symbol.iterator]: () => 1 }); },
];
for (const f of failures) {
  try {
    f();
  } catch (e) {
    console.log(`${e.name}: ${e.message}`);
  }
}

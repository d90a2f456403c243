import { range, Chain, twice } from './gens.js';
let s = 0;
for (const x of range(0, 5)) s += x;
console.log(s);
console.log([...new Chain([1, 2, 3]).map((x) => x * 2).filter((x) => x > 2)].join());
function* local() {
  const r = yield* twice('a');
  yield r;
}
console.log([...local()].join());

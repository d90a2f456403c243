// Values sent in by next(v).
const N = 1.5e7;
function* mixer(state) { for (;;) { const x = yield state; state = (Math.imul(state, 31) + x) | 0; } }
const m = mixer(7);
m.next();
let h = 0;
for (let i = 0; i < N; i++) h ^= m.next(i).value;
console.log('two_way', h);

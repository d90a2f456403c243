// A tokenizer and a parser as generators over a long string.
const REPEAT = 40000;
function* tokens(src) {
  let i = 0;
  const n = src.length;
  while (i < n) {
    const c = src.charCodeAt(i);
    if (c === 32) { i++; continue; }
    if (c >= 48 && c <= 57) {
      let v = 0;
      while (i < n) { const d = src.charCodeAt(i) - 48; if (d < 0 || d > 9) break; v = v * 10 + d; i++; }
      yield { kind: 'n', value: v };
    } else { i++; yield { kind: String.fromCharCode(c), value: 0 }; }
  }
  yield { kind: 'end', value: 0 };
}
function* parser() {
  let tok = yield;
  function* primary() {
    const t = tok;
    tok = yield;
    if (t.kind === 'n') return t.value;
    if (t.kind === '-') return -(yield* primary());
    const v = yield* sum();
    tok = yield;
    return v;
  }
  function* product() { let v = yield* primary(); while (tok.kind === '*') { tok = yield; v = (v * (yield* primary())) % 65521; } return v; }
  function* sum() { let v = yield* product(); while (tok.kind === '+' || tok.kind === '-') { const k = tok.kind; tok = yield; const w = yield* product(); v = k === '+' ? v + w : v - w; } return v; }
  let total = 0;
  while (tok.kind !== 'end') { total = (total * 31 + (yield* sum())) % 1000003; if (tok.kind === ';') tok = yield; }
  return total;
}
const src = '12 + 3 * (45 - 6) * 7; -(8 * 90) + 11 - 2 * 3; ((1 + 2) * (3 + 4)) * 5; '.repeat(REPEAT);
const p = parser();
p.next();
let r, count = 0;
for (const t of tokens(src)) { count++; r = p.next(t); if (r.done) break; }
if (!r.done) r = p.next({ kind: 'end', value: 0 });
console.log('tokenizer', count, r.value);

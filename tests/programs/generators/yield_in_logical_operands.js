function* g() {
  const out = [];
  out.push((yield 'a') && (yield 'b'));
  out.push((yield 'c') || (yield 'd'));
  out.push((yield 'e') ?? (yield 'f'));
  let v = null;
  v ??= yield 'g';
  out.push(v);
  let w = 1;
  w &&= yield 'h';
  out.push(w);
  let u = 0;
  u ||= yield 'i';
  out.push(u);
  let skip = 5;
  skip ??= yield 'never';
  out.push(skip);
  const o = { p: undefined };
  o.p ??= yield 'j';
  o.q ||= yield 'k';
  out.push(o.p, o.q);
  return out;
}
function run(answers) {
  const it = g(), asked = [];
  let r = it.next();
  while (!r.done) {
    asked.push(r.value);
    r = it.next(answers[r.value]);
  }
  console.log(asked.join(''), '=>', r.value.map(String).join(' '));
}
run({ a: 1, b: 'B', c: 0, d: 'D', e: null, f: 'F', g: 'G', h: 'H', i: 'I', j: 'J', k: 'K' });
run({ a: 0, b: 'B', c: 'C', d: 'D', e: 0, f: 'F', g: undefined, h: '', i: NaN, j: false, k: 0 });
run({});

function* g() {
  const out = [];
  switch (yield 'disc') {
    case yield 'c1': out.push('one');
    case yield 'c2': out.push('two'); out.push(yield 'in two'); break;
    default: out.push('default'); out.push(yield 'in default');
    case 'x': out.push('x'); break;
    case yield 'c3': out.push('three');
  }
  return out.join();
}
function run(...ans) {
  const it = g(), asked = [];
  let r = it.next();
  while (!r.done) {
    asked.push(r.value);
    r = it.next(ans.shift());
  }
  console.log(asked.join('/'), '=>', r.value);
}
run(1, 1, 'v');
run(1, 0, 1, 'v');
run(1, 0, 0, 1);
run(1, 0, 0, 0, 'dv');
run('x', 0, 0);
run(NaN, NaN, NaN, NaN, 'nan');
function* lex() {
  switch (yield 0) { case 1: let a = yield 'a'; const f = () => a; a += '!'; yield 'b'; return f(); case 2: try {
    return a;
  } catch (e) {
    return e.name;
  } }
}
let it = lex();
it.next();
it.next(1);
it.next('A');
console.log(it.next().value);
it = lex();
it.next();
console.log(it.next(2).value);

function* g(c) {
  const r = (yield 'cond') ? (yield 'then') + '!' : (yield 'else') + '?';
  const s = c ? yield 't' : 'no yield';
  const t = (yield 'x') ? ((yield 'y') ? 1 : 2) : ((yield 'z') ? 3 : 4);
  return r + ' ' + s + ' ' + t;
}
function run(c, answers) {
  const it = g(c);
  let r = it.next(), asked = '';
  while (!r.done) {
    asked += r.value + ' ';
    r = it.next(answers.shift());
  }
  console.log(asked + '=> ' + r.value);
}
run(true, [true, 'T', 's', 1, 0]);
run(false, [false, 'E', 0, 1]);
run(true, ['', 'E', 'S', 1, 1]);
run(false, [[], 'T', null, null]);
function* comma() { return (yield 1, yield 2, 'last' + (yield 3)); }
const it = comma();
it.next();
it.next();
it.next();
console.log(it.next('!').value);

// Results of `next` that are only asked for `value` and `done`, in every form: the order of reads, results that live on, results that
// are assigned again, that come from different calls, that are read in handlers and across suspensions. Each form runs often.
function* count(n) {
  for (let i = 0; i < n; i++) yield i;
  return 'end';
}
function* echo() {
  let got = 'first';
  for (;;) got = yield got;
}
function* objects() {
  yield { value: 'inner value', done: true };
  yield undefined;
  yield null;
  yield { done: true };
  return { value: 'returned', done: false };
}

function whole(it) {
  let out = '', r;
  while (!(r = it.next()).done) out += r.value;
  return `${out} ${r.value} ${r.done}`;
}
function valueFirst(it) {
  let out = '';
  for (;;) {
    const r = it.next();
    out += r.value;
    if (r.done) return out;
  }
}
function onlyValue(it, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += it.next(i).value;
  return sum;
}
function onlyDone(it) {
  let n = 0;
  while (!it.next().done) n++;
  return n;
}
function neither(it, n) {
  for (let i = 0; i < n; i++) it.next();
  return it.next().value;
}
function often(it) {
  const r = it.next();
  return [r.value, r.done, r.value, r.done, r.done, r.value].join();
}
function pattern(it) {
  const { value, done } = it.next();
  return `${String(value)} ${done}`;
}
function turned(it) {
  const { done, value = 'default' } = it.next();
  return `${String(value)} ${done}`;
}
function afterwards(it) {
  let r;
  for (let i = 0; i < 3; i++) r = it.next(i);
  return `${r.value} ${r.done}`;
}
function again(a, b) {
  let r = a.next();
  let out = `${r.value}${r.done}`;
  r = b.next();
  out += `${r.value}${r.done}`;
  const other = r;
  r = a.next();
  return `${out}${other.value}${r.value}${other.done}`;
}
function either(a, b, which) {
  let r;
  if (which) r = a.next();
  else r = b.next();
  const same = r;
  return `${same.value} ${r.done}`;
}
function hoisted(it, yes) {
  if (yes) {
    var r = it.next();
  }
  try {
    return String(r.value);
  } catch (e) {
    return e.name;
  }
}
function optional(it) {
  const r = it?.next();
  return r?.value;
}
function negated(it) {
  const r = it.next();
  const open = !r.done;
  return open ? r.value : typeof r.done;
}
function asked(it) {
  const r = it.next();
  return r.done === false && r.done !== true ? 'strictly false' : `is ${r.done}`;
}
function caught(it) {
  let r = it.next();
  try {
    r = it.next();
    r = it.next();
  } catch (e) {
    return `${e.message ?? e} after ${r.value} ${r.done}`;
  }
  return `fine ${r.value}`;
}
function finished(it) {
  let r = it.next();
  try {
    r = it.next();
    if (r.done) return `done ${r.value}`;
  } finally {
    r = it.next();
  }
  return r.value;
}
function* across(it) {
  const r = it.next();
  yield r.value;
  yield r.done;
  let last = r;
  for (let i = 0; i < 3; i++) {
    const sent = yield last.value;
    last = it.next(sent);
  }
  return `${r.value} ${last.value} ${last.done}`;
}
async function waiting(it) {
  const r = it.next();
  await null;
  const s = it.next();
  await r.value;
  return `${r.value} ${s.value} ${s.done}`;
}
function captured(it) {
  const r = it.next();
  const f = () => r;
  return `${r.value} ${Object.keys(f()).join()}`;
}
function kept(it) {
  const all = [];
  for (let i = 0; i < 2; i++) {
    const r = it.next();
    if (r.value === 1) all.push(r);
  }
  return JSON.stringify(all);
}
function evaluated(it) {
  const r = it.next();
  return eval('JSON.stringify(r)') + r.value;
}
function many(it) {
  const r = it.next('a', 'b', 'c');
  return r.value;
}
function element(it) {
  const r = it['next']();
  return r['value'] + r.done;
}

for (let turn = 0; turn < 40; turn++) {
  const out = [
    whole(count(5)), valueFirst(count(4)), onlyValue(echo(), 6), onlyDone(count(7)), neither(count(9), 4), often(count(1)),
    pattern(count(1)), pattern(count(0)), turned(count(1)), turned(objects()), afterwards(count(9)), afterwards(echo()),
    afterwards(count(1)), again(count(5), echo()), either(count(2), echo(), turn & 1), hoisted(count(3), turn % 3),
    optional(count(2)), String(optional(null)), negated(count(1)), negated(count(0)), asked(count(1)), asked(count(0)),
    caught(count(1)), caught((function* () { yield 'a'; yield 'b'; throw new Error('c'); })()), finished(count(8)),
    finished(count(1)), [...across(count(3))].join(), captured(count(1)), kept(count(5)), evaluated(count(1)),
    many(echo()), element(count(2)),
  ];
  if (turn === 0 || turn === 39) console.log(out.join('\n'));
}

// What is yielded has properties of these names itself.
const o = objects();
for (let i = 0; i < 6; i++) {
  const r = o.next();
  console.log(i, r.value?.value, r.value === null, r.done);
}
waiting(count(9)).then(console.log);

// When the parts of a reference are evaluated, and when a key is converted.
const log = [];
const note = (x, ...v) => (log.push(x), v.length ? v[0] : x);
const k = (name) => ({ toString() {
  log.push(`key ${name}`);
  return name;
} });
const flush = (what) => console.log(`${what}: ${log.splice(0).join(' ')}`);
const o = {
  n: 1,
  get g() {
    log.push('get');
    return this.n;
  },
  set g(v) {
    log.push('set');
    this.n = v;
  },
};

note('o', o)[note('k', k('g'))] = note('v', 2);
flush('=');
note('o', o)[note('k', k('g'))] += note('v', 2);
flush('+=');
note('o', o)[note('k', k('g'))]++;
flush('++');
--note('o', o)[note('k', k('g'))];
flush('--');
note('o', o)[note('k', k('g'))] ||= note('v', 2);
flush('||= stops');
note('o', o)[note('k', k('g'))] &&= note('v', 2);
flush('&&= assigns');
delete note('o', o)[note('k', k('zzz'))];
flush('delete');
(note('k', k('g')) in note('o', o));
flush('in');

for (const base of [null, undefined]) {
  const tries = {
    read: () => note('o', base)[note('k', k('x'))],
    write: () => { note('o', base)[note('k', k('x'))] = note('v'); },
    compound: () => { note('o', base)[note('k', k('x'))] += note('v'); },
    logical: () => { note('o', base)[note('k', k('x'))] ??= note('v'); },
    update: () => { note('o', base)[note('k', k('x'))]++; },
    remove: () => delete note('o', base)[note('k', k('x'))],
    call: () => note('o', base)[note('k', k('x'))](note('v')),
  };
  for (const [name, f] of Object.entries(tries)) {
    try { f(); } catch (e) { log.push(e.constructor.name); }
    flush(`${base} ${name}`);
  }
}

// A call finds out only after its arguments that it has no function.
try { note('o', o)[note('k', k('missing'))](note('arg')); } catch (e) { log.push(e.constructor.name); }
flush('call');
try { new (note('callee', 3))(note('arg')); } catch (e) { log.push(e.constructor.name); }
flush('new');

// Operands keep the value they had.
let x = 1;
console.log(x + (x = 10, x) + x++ + x, x);
const arr = [x, x++, x += 2, x];
console.log(arr.join());
let obj = { v: 1 }, first = obj;
obj.v = (obj = { v: 2 }, 5);
console.log(first.v, obj.v);
let i = 0;
const cells = [10, 20, 30];
cells[i++] += i * 100;
cells[i] = i = 2;
console.log(cells.join(), i);

// Keys of literals are converted before the value is evaluated.
({ [note('k', k('a'))]: note('v'), [note('k', k('b'))]: note('w') });
flush('literal');
({ [note('k', k('n'))]: note('t', log)[log.length] = note('default', 9) } = { get n() { log.push('get n'); } });
flush('pattern');

// Template parts convert in order; each value is converted to a string after all its predecessors are evaluated.
const log = [];
const conv = (n) => ({ toString() {
  log.push('str ' + n);
  return n;
} });
function* g() { return `<${yield 1}|${yield 2}|${yield 3}>`; }
const it = g();
it.next();
it.next(conv('a'));
log.push('after a');
it.next(conv('b'));
log.push('after b');
console.log(it.next(conv('c')).value);
console.log(log.includes('str a'), log.includes('str c'), log.filter((x) => x.startsWith('str')).join());
function tag(strings, ...vals) { return strings.join('_') + ':' + strings.raw.join('_') + ':' + vals.join(','); }
function* t() { return tag`x\n${yield 'one'}y${(yield 'two') + 1}z`; }
const i2 = t();
i2.next();
i2.next('A');
console.log(JSON.stringify(i2.next(4).value));
function* n() { return `a${`b${yield 1}c`}d${yield 2}`; }
const i3 = n();
i3.next();
i3.next('X');
console.log(i3.next('Y').value);
function* tagYield() { return (yield 'tag')`p${yield 'v'}q`; }
const i4 = tagYield();
i4.next();
i4.next(tag);
console.log(i4.next(0).value);

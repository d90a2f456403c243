const vs = [undefined, null, true, 0, -1, 2.5, NaN, Infinity, '', '10', '9', 'b', [], [5], {}];
for (const a of vs) console.log(String(JSON.stringify(a) ?? a).padEnd(10),
  vs.map((b) => (a < b ? '<' : '.') + (a > b ? '>' : '.') + (a <= b ? 'l' : '.') + (a >= b ? 'g' : '.')).join(' '));
const log = [];
const v = (n) => ({ valueOf() {
  log.push(n);
  return n;
} });
v(1) < v(2);
v(1) > v(2);
v(1) <= v(2);
v(1) >= v(2);
console.log(log.join());
console.log('a' < 'B', 'abc' < 'abd', 'a' < 'aa', '\u{1F600}' < '\uffff', '2' < '12', 2 < '12');

function* lines(text) {
  let start = 0;
  for (let i = 0; i <= text.length; i++) if (i === text.length || text[i] === '\n') {
    yield text.slice(start, i);
    start = i + 1;
  }
}
function* words(line) {
  let w = '';
  for (const c of line) { if (c === ' ') {
    if (w) yield w;
    w = '';
  } else w += c; }
  if (w) yield w;
}
const text = 'the quick brown\nfox  jumps\n\nover the lazy dog';
for (const l of lines(text)) console.log(`[${[...words(l)].join('|')}]`);
const freq = new Map();
for (const l of lines(text)) for (const w of words(l)) freq.set(w, (freq.get(w) ?? 0) + 1);
console.log([...freq].map(([k, v]) => k + v).join(' '));
function* wrap(ws, width) {
  let line = '';
  for (const w of ws) {
    if (line && line.length + 1 + w.length > width) {
      yield line;
      line = w;
    } else line = line ? line + ' ' + w : w;
  }
  if (line) yield line;
}
for (const l of wrap(words('the rain in spain stays mainly in the plain of generators'),
  16)) console.log(l.padEnd(16, '.') + '|');
function* rle(s) {
  let p, n = 0;
  for (const c of s) { if (c === p) n++; else {
    if (n) yield n + p;
    p = c;
    n = 1;
  } }
  if (n) yield n + p;
}
console.log([...rle('aaabccdddd\u{1F600}\u{1F600}')].join(' '));
function* concat(n) {
  let s = '';
  for (let i = 0; i < n; i++) {
    s += String.fromCharCode(97 + i % 26);
    yield s.length;
  }
  return s;
}
let it = concat(5000), r;
do r = it.next(); while (!r.done);
console.log(r.value.length, r.value.slice(-5));
// gc-period: 499

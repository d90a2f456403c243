// Where a match starts is found by what its pattern begins with: it changes nothing but time.
const patterns = [
  'a', 'ab', 'aab', 'a+b', 'ab*', 'a{2}b', 'a{0,1}b', 'a{,1}', 'a|b', 'ab|ac', 'ab|', '(a)b', '(?:ab)c?', '(?:a|b)+c', '(?<n>a)b',
  '^a', '^', '^a|^b', '^a|b', '(?:^a)?b', '(^|b)a', 'a^b', '$', 'a$', '\\bab', '\\Bb', '(?=a)ab', '(?!a)b', '(?<=a)b', '(?<!a)b', '(?=^)a',
  '[ab]c', '[^a]b', '[^]b', '[]', '[a-]b', '[\\d_-]+', '[^\\d]a', '\\d+', '\\D\\w', '\\s\\S', '\\W', '.b', '.', '', '(?:)',
  '\\x61b', '\\.', '\\/', '\\n', '[\\b]', 'é', 'é+a', '[é-ü]', '€', '[€a]b', 'a€', '(a)\\1', '\\0',
  '\\ud83d', '\\ude00', '\\ud83d\\ude00', '😀', '😀?b', '[😀b]', 'a😀', '[^a😀]b', '(?:a(?:b(?:c)))', '((a)|(b))c', '(?:a*b*)c',
];
const subjects = [
  '', 'a', 'b', 'ab', 'aab', 'cab', 'xxabab', 'abcabc', 'b\na\nab', 'é', 'xéa', 'aéab€ab', '€', 'a€b', '😀', 'a😀b', '😀😀ab', '\ud83da', '\ude00b',
  'a\ude00\ud83db', '0_-9a', ' \t.\u00a0b/', 'x'.repeat(70) + 'ab' + 'y'.repeat(70) + 'aac', 'é'.repeat(70) + 'ab€', 'ba'.repeat(50) + 'c', '\0a\b',
];
let hash = 0;
const add = (text) => { for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0; };
for (const pattern of patterns) {
  let line = '';
  for (const flags of ['', 'g', 'y', 'm', 'gm', 'u', 'gu', 'yu', 'i', 'gi', 'gs', 'd']) {
    let r;
    try { r = new RegExp(pattern, flags); } catch (e) { line += ` ${flags}:${e.name}`; continue; }
    let count = 0;
    for (const s of subjects) {
      for (let from = 0; from <= Math.min(s.length + 1, 4); from++) {
        // Inside of a pair, in Unicode mode, the index of a match is that of the specification here, and another one in Node.
        if (r.unicode && /[\ud800-\udbff][\udc00-\udfff]/.test(s.slice(Math.max(from - 1, 0), from + 1))) continue;
        r.lastIndex = from;
        const m = r.exec(s);
        if (m !== null) count++;
        add(JSON.stringify([m && [m.index, ...m], r.lastIndex, m?.groups ?? null, m?.indices ?? null]));
      }
      add(JSON.stringify([s.replace(r, '<$&>'), s.split(r), s.search(r), s.match(r)]));
      if (flags.includes('g')) add(JSON.stringify([...s.matchAll(r)].map((m) => [m.index, m.length])));
    }
    line += ` ${flags}:${count}`;
  }
  console.log(pattern, line, hash);
}

// Characters that a subject cannot have, repeated no times.
for (const r of [/€?b/, /€*b/, /€{0,3}b/, /(?:€)?b/, /\u{1f600}?b/u, /(?:😀)*b/u, /a€?b/, /€?b/i, /€+|b/, /[€]?b/, /x\u20ac*?b|b/]) {
  console.log(String(r), ['b', 'ab', 'éb', '€b', 'x'.repeat(80) + 'b'].map((s) => r.exec(s)?.index));
}

// lastIndex: converted, past the end, left alone, read-only.
const g = /ab/g;
for (const last of [0, 1, 2, 3, -1, 1.9, '1', NaN, Infinity, 2 ** 53, null, { valueOf: () => 1 }]) {
  g.lastIndex = last;
  console.log(String(last), g.test('abab'), g.lastIndex);
}
const plain = /ab/;
plain.lastIndex = 7;
console.log(plain.test('xab'), plain.lastIndex);
const frozen = Object.freeze(/ab/g);
try { frozen.test('xab'); } catch (e) { console.log(e.name); }
try { frozen.test('x'); } catch (e) { console.log(e.name); }
const sticky = /ab/y;
console.log(sticky.test('abab'), sticky.lastIndex, sticky.test('abab'), sticky.lastIndex, sticky.test('abab'), sticky.lastIndex);
const anchored = /^ab/g;
console.log(anchored.test('abab'), anchored.lastIndex, anchored.test('abab'), anchored.lastIndex);
console.log('a.b.c'.split('.'), 'a.b.c'.split(/\./), 'abc'.split(/(?:)/), 'aXbX'.split(/X/), 'aXbX'.split(/(X)/), 'abc'.split(/b/, 1));
console.log('aaa'.replace(/a/g, (m, at) => at), 'aaa'.replace(/a/y, 'b'), 'xaa'.replace(/a/gy, 'b'), 'abc'.replace(/b/, "[$`$&$']"));
// gc-period: 1999

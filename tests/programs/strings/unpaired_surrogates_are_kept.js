// What is no text, an unpaired surrogate, goes through every method as it is.
const show = (s) => Array.from(s, (c) => c.codePointAt(0).toString(16)).join(' ');
const samples = ['\ud800', '\udc00', 'a\ud800b', '\udc00\ud800', 'e\u0301\ud800\u0301e\u0301', '\u00e9\udfff\u00e9',
  '\ufb01\ud800', '\ud83d\ude00\ud83d'];
for (const s of samples) {
  for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) console.log(form, show(s), '->', show(s.normalize(form)));
  console.log('cases', show(s.toUpperCase()), '|', show(s.toLowerCase()), '|', show(s.toLocaleUpperCase()));
  console.log('others', show(s.trim()), '|', show(s.padEnd(4, '\ud801')), '|', show(s.replace('a', '\udc01')), '|',
    show(s.split('').reverse().join('')));
  console.log('symbols', show(Symbol(s).description), Symbol.for(s) === Symbol.for(s),
    show(Symbol.keyFor(Symbol.for(s))));
  console.log('json', JSON.stringify(s), JSON.parse(JSON.stringify(s)) === s, JSON.parse('"' + s + '"') === s);
  console.log('keys', show(Object.keys({ [s]: 1 })[0]), ({ [s]: 1 })[s], new Map([[s, 1]]).get(s));
  console.log('well formed', s.isWellFormed(), show(s.toWellFormed()));
}
console.log('\ud800'.normalize() === '\ufffd'.normalize(), '\ud800' === '\ud801');
console.log('\ud800'.localeCompare('\ud801'), '\ud801'.localeCompare('\ud800'), '\ud800'.localeCompare('\ud800'));

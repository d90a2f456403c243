const s = 'a\u{1F600}é\u0301z';
console.log(s.length, [...s].length, s.codePointAt(1), s.charCodeAt(1), String.fromCodePoint(0x1F600) === '\u{1F600}',
  String.fromCharCode(0xd83d, 0xde00) === '\u{1F600}');
for (const c of s) console.log(c.length, c.codePointAt(0).toString(16));
console.log('\u{1F600}'.split('').length, '\u{1F600}'.at(0).charCodeAt(0).toString(16), 'é'.normalize('NFD').length,
  'e\u0301'.normalize() === 'é', '\ud800'.isWellFormed(), '\ud800x'.toWellFormed().charCodeAt(0).toString(16));
console.log('日本語'.length, '日本語'.indexOf('語'), '日本語'.slice(1), 'Ünïcödé'.toUpperCase(), 'ΑΣ'.toLowerCase(),
  'ﬁ'.toUpperCase());

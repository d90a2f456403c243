const s = 'Hello, World';
console.log(s.length, s.at(-1), s.charAt(4), s.charAt(99) === '', s.charCodeAt(0), s.codePointAt(1), s[20]);
console.log(s.indexOf('o'), s.indexOf('o', 5), s.lastIndexOf('o'), s.includes('World'), s.startsWith('World', 7),
  s.endsWith('Hello', 5), s.indexOf(''), s.lastIndexOf(''));
console.log(s.slice(-5, -1), s.substring(5, 1), s.substr(-3, 2), s.slice(3, 1) === '', s.substring(NaN, 3));
console.log(s.toUpperCase(), s.toLowerCase(), 'ß'.toUpperCase(), '  pad '.trim() + '|', '  l'.trimStart(),
  'r  '.trimEnd() + '|', 'x'.padStart(4, 'ab'), 'x'.padEnd(5, 'ab'), 'x'.padStart(0));
console.log('a-b-c'.split('-').join(), 'abc'.split('').join(), 'a,b,c'.split(',', 2).length, ''.split(',').length,
  ''.split('').length, 'abc'.split().length);
console.log('a-b-a'.replace('a', 'X'), 'a-b-a'.replaceAll('a', (m, i) => m + i), 'abc'.replace('b', '[$&$`$\'$$]'),
  'ab'.repeat(3), 'x'.concat(1, null), 'a'.localeCompare('b') < 0, 'b' > 'a');

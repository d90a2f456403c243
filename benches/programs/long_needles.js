// A long text searched for a long text that is nearly in it everywhere.
let found = 0;
for (const letter of ['a', '\u0430']) {
  const text = letter.repeat(200000);
  const needle = `${letter.repeat(20000)}b`;
  for (let round = 0; round < 5; round++) {
    found += text.indexOf(needle, round) + text.lastIndexOf(`b${letter.repeat(20000)}`);
    found += text.split(needle).length + text.replaceAll(needle, '').length;
    found += text.includes(needle) ? 1 : 0;
  }
}
console.log('long_needles', found);

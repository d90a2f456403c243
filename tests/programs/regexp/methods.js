// RegExp objects, and the methods of strings that go through them.
const dates = "2024-07-21, 1999-12-31";
const r = /(?<y>\d+)-(?<m>\d+)-(?<d>\d+)/g;
for (let m; (m = r.exec(dates)); ) console.log(m.index, r.lastIndex, m[0], { ...m.groups });
console.log(r.lastIndex, r.test(dates), r.lastIndex, dates.match(r), r.lastIndex);
console.log(dates.match(/(\d+)-(?<m>\d+)/));
console.log(/(a)(b)?/d.exec("xa").indices);
console.log([...dates.matchAll(/-(\d\d)/g)].map((m) => [m.index, m[1]]));
console.log(dates.replace(r, "$<d>.$<m>.$<y>"), "|", dates.replace(/(\d)(?=\d\d\b)/g, "[$1$$$&$`]").length);
console.log("abc".replace(/b/, (m, i, s) => `<${m}${i}${s}>`), "a.b.c".replaceAll(/\./g, "/"),
  "aaa".replace(/a/gy, "b"));
console.log("John Smith".replace(/(?<first>\w+) (?<last>\w+)/, (...args) => JSON.stringify(args)));
console.log("a1b2c3".split(/\d/), "a1b2c3".split(/(\d)/, 4), "abc".split(/(?:)/u), "".split(/x/),
  "A<b>c".split(/<(\/)?([^>]+)>/));
console.log("x-y_z".search(/[_]/), "xyz".search(/q/), "a+b".search("+b".replace("+", "\\+")));
console.log("aXbX".replace(/x/gi, "$$-$&-$0-$1"), "abc".replace(/(?:)/g, "-"), "\u{1f600}a".replace(/(?:)/gu, "-"));
try {
  "a".replaceAll(/a/, "");
} catch (e) {
  console.log(e.name, e.message);
}

const sticky = /foo/y;
sticky.lastIndex = 3;
console.log(sticky.test("barfoo"), sticky.lastIndex, sticky.test("barfoo"), sticky.lastIndex);
console.log(/a/gimsuyd.flags, /a/v.unicodeSets, /a\/b[/]\n/.source, String(new RegExp("/\n")), RegExp("").source,
  RegExp.prototype.toString());
const copy = new RegExp(/x/gi, "m");
console.log(copy, RegExp(copy) === copy, new RegExp(copy) === copy, copy instanceof RegExp,
  Object.prototype.toString.call(copy));
console.log([/x/g, { r: /y/ }], Object.assign(/z/, { note: 1 }), JSON.stringify(/x/), Object.keys(/x/),
  Object.getOwnPropertyDescriptor(/x/, "lastIndex"));
class Shouting extends RegExp {
  exec(s) {
    const m = super.exec(s);
    if (m) m[0] = m[0].toUpperCase();
    return m;
  }
  get [Symbol.toStringTag]() {
    return "Shouting";
  }
}
const loud = new Shouting("a.", "g");
console.log(loud, "abac".match(loud), "abac".replace(loud, "<$&>"), loud.test("xa"), "1a2a3".split(new Shouting("a")));
const custom = { [Symbol.replace]: (s, v) => `${s}:${v}`, [Symbol.split]: () => ["custom"], [Symbol.search]: () => 42 };
console.log("s".replace(custom, "v"), "s".split(custom), "s".search(custom));

let made = 0;
for (let i = 0; i < 2000; i++) made += /(\d+)-\1/.test(`${i % 10}-${i % 10}`) ? 1 : 0;
console.log(made, [1, 2].map(() => /x/g)[0] === /x/g);

const text = "the quick brown fox ".repeat(200) + "é";
const words = {};
for (const [word] of text.matchAll(/\w+/g)) words[word] = (words[word] ?? 0) + 1;
console.log(words, text.split(/\s+/).length, text.replace(/[aeiou]/g, (v) => v.toUpperCase()).slice(0, 30));

function* tokens(source) {
  const token = /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<name>[a-z_]\w*)|(?<op>[-+*/()=]))/iy;
  for (let m; (m = token.exec(source)); ) {
    const [kind, text] = Object.entries(m.groups).find(([, v]) => v !== undefined);
    yield `${kind}:${text}`;
  }
}
console.log([...tokens("area = 3.14 * (r + 1)")].join(" "));

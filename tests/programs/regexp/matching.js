// What patterns match, by unit and by code point.
const show = (r, s) => {
  const m = r.exec(s);
  console.log(String(r), JSON.stringify(s), m && [m.index, ...m], m?.groups ? { ...m.groups } : "");
};
show(/(z)((a+)?(b+)?(c))*/, "zaacbbbcac");
show(/(?=(a+))a*b\1/, "baaabac");
show(/(.*?)a(?!(a+)b\2c)\2(.*)/, "baaabaac");
show(/(?<!\$)\b\d+/, "$12 34");
show(/(?<=(\d{2})-)(\d+)/, "x2020-05");
show(/(?<year>\d{4})-(?<month>\d\d)(?:-(?<day>\d\d))?/, "on 2024-07");
show(/(?<q>["'])(.*?)\k<q>/, `say "it's"`);
show(/(a*)*/, "b");
show(/(?:a*?)*?b/, "aab");
show(/[^]/, "\n");
show(/[]/, "x");
show(/^b$/m, "a\nb\nc");
show(/a.c/s, "a\nc");
show(/[\d-x]+/, "a1-x9");
show(/\cJ\x41\u0042\0/, "\nAB\0");
show(/\u{61}{2}/u, "aaa");
show(/u{2}/, "uu");
show(/\u{2}/, "uu");
show(/x{,2}/, "x{,2}");
show(/\07\1(a)/, "\x07a");
show(/(?:)/, "");
show(/[\b]/, "\b");
show(/\bfoo\B/, "foo food");

show(/^.$/, "\u{1f600}");
show(/^.$/u, "\u{1f600}");
show(/^[^x]$/u, "\u{1f600}");
show(/\ud83d/, "\u{1f600}");
show(/\ud83d/u, "\u{1f600}");
show(/^\S\S$/, "\u{1f600}");
show(/[\u{1f600}-\u{1f64f}]+/u, "a\u{1f601}\u{1f602}");
show(/\p{Lu}\p{Ll}+/u, "été Été");
show(/\p{Script=Greek}+/u, "abc αβγ");
show(/\P{L}+/u, "ab12");
show(/[\p{L}--[a-z]]+/v, "abcDEF");
show(/[\p{L}&&[a-z]]+/v, "DEFabc");

show(/É/i, "é");
show(/[k]/i, "\u212a");
show(/[k]/iu, "\u212a");
show(/\w/i, "\u017f");
show(/\w/iu, "\u017f");
show(/[^\W]+/i, "aZ_\u017f");
show(/ß/iu, "\u1e9e");
show(/[à-ö]+/i, "ÀÖ÷");
show(/(ab)\1/i, "aBAb");

for (const [source, flags] of [
  ["(", ""], ["a**", ""], ["[b-a]", ""], ["\\", ""], ["(?<a>.)(?<a>.)", ""], ["\\k<b>(?<a>.)", ""], ["x{2,1}", ""],
    ["\\b+", ""],
  ["\\u{110000}", "u"], ["\\-", "u"], ["{", "u"], ["\\p{Nope}", "u"], ["a", "gg"], ["a", "uv"], ["a", "q"],
    ["(?<1>.)", ""], [")", ""], ["?", ""],
]) {
  try {
    new RegExp(source, flags);
    console.log(source, flags, "is valid");
  } catch (e) {
    console.log(source, flags, e.name);
  }
}
console.log(new RegExp(Array.from({ length: 3000 }, (_, i) => `w${i}!`).join("|")).exec("xx w2999! w1!")[0]);

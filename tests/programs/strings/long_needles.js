// Searches for long needles, in Latin-1 and UTF-16, find what comparing at each place finds.
const a = "a".repeat(40);
const long = a + "b";
const text = a + a + long + a;
console.log("indexOf:", text.indexOf(long), text.indexOf(long, 80), text.indexOf(long, 81), text.indexOf(long + long));
console.log("lastIndexOf:", text.lastIndexOf(long), text.lastIndexOf(long, 79));
console.log("lastIndexOf in a run:", text.lastIndexOf(a), text.lastIndexOf(a, 85));
console.log("includes:", text.includes(long), text.includes("b" + a), text.includes("b" + a + "a"));
console.log("split:", text.split(long).map((part) => part.length), text.split(a).length);
console.log("replace:", text.replace(long, "-").length, text.replaceAll(a, "<$&>").length);

const e = "\u0115".repeat(40);
const wide = e + e + e + "b" + e;
console.log("UTF-16:", wide.indexOf(e + "b"), wide.lastIndexOf(e), wide.lastIndexOf(e + "b", 79), wide.split(e).length);
console.log("Latin-1 in UTF-16:", ("aab\u0115" + text).indexOf(long), ("\u0115" + text).lastIndexOf("b"));
console.log("UTF-16 in Latin-1:", text.indexOf("a\u0115"), text.indexOf("\u0161"), text.lastIndexOf(a + "\u0115"));
console.log("bytes across units:", "\u6162\u6162".indexOf("\u6261"), "\u6161\u0061".indexOf("a"));

const periodic = "abaab".repeat(8);
for (const needle of ["abaababaab", "baababaaba", "aabab", "abaababaabb"]) {
  const found = [];
  for (let i = periodic.indexOf(needle); i >= 0; i = periodic.indexOf(needle, i + 1)) found.push(i);
  const wideFound = [];
  const other = periodic + "\u0115";
  for (let i = other.lastIndexOf(needle); i >= 0; i = i > 0 ? other.lastIndexOf(needle, i - 1) : -1) {
    wideFound.unshift(i);
  }
  console.log(needle, found.join(), found.join() === wideFound.join());
}

console.log("empty:", "abc".indexOf(""), "abc".indexOf("", 9), "".indexOf(""));
console.log("last empty:", "abc".lastIndexOf(""), "abc".lastIndexOf("", 1), "".lastIndexOf(""));
console.log("longer than the text:", "ab".indexOf("abc"), "ab".lastIndexOf("abc"), "ab".includes("abc", 1));
console.log("from:", "abcabc".indexOf("c", -5), "abcabc".indexOf("a", 4));
console.log("last from:", "abcabc".lastIndexOf("c", -5), "abcabc".lastIndexOf("a", 0));

// gc-period: 7
// String.fromCharCode with one argument, where it may be done inline and where it may not.
function one(v) {
  return String.fromCharCode(v);
}
const code = (s) => `${s.length}:${s.charCodeAt(0)}`;
let all = '';
for (let i = 0; i < 70000; i += 7) all += one(i);
console.log(all.length, all.charCodeAt(0), all.charCodeAt(36), all.charCodeAt(37), all.charCodeAt(9362), all.charCodeAt(9999));
for (const v of [0, 65, 255, 256, 65535, 65536, 65601, -1, -65471, 2 ** 31, 2 ** 32 + 66, 65.9, -0.5, NaN, Infinity, -0]) {
  console.log(v, code(one(v)));
}
for (const v of ['67', true, null, undefined, [68], { valueOf: () => 69 }]) console.log(typeof v, code(one(v)));
for (const v of [1n, Symbol('s')]) {
  try {
    one(v);
  } catch (e) {
    console.log(e.name);
  }
}
console.log(code(String.fromCharCode()), String.fromCharCode(72, 105));
console.log(one(97) === one(97), one(97) === 'a', one(300) === one(300), 'abc'.indexOf(one(99)));

// The callee is another function, or the same one under another name.
const same = { fromCharCode: String.fromCharCode };
const other = { fromCharCode: (v) => `<${v}>` };
const text = [];
for (const o of [String, same, other, String, other, same]) text.push(o.fromCharCode(80));
console.log(text.join(' '));

// It is replaced while a loop runs, and `String` gets and loses properties.
const kept = String.fromCharCode;
let out = '';
for (let i = 0; i < 60; i++) {
  if (i === 10) String.extra = 1;
  if (i === 20) String.fromCharCode = (v) => `[${v}]`;
  if (i === 23) String.fromCharCode = kept;
  if (i === 30) delete String.extra;
  if (i === 40) Object.defineProperty(String, 'fromCharCode', { get: () => () => '*', configurable: true });
  if (i === 43) Object.defineProperty(String, 'fromCharCode', { value: kept, writable: true, configurable: true });
  if (i === 50) Object.freeze(String);
  out += String.fromCharCode(48 + (i % 10));
}
console.log(out);
console.log(Object.isFrozen(String), Object.getOwnPropertyNames(String).sort().join());
class Text extends String {
  static of(v) {
    return super.fromCharCode(v) + Text.fromCharCode(v + 1);
  }
}
console.log(Text.of(97), new Text('x') + '', new Text('abc').length);

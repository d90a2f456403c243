// yaml 2.9.1: its lexer and parser are generators
// Its build for browsers: the other requires Node's module `process`.
import { parse, stringify, parseDocument, Lexer, Parser, parseAllDocuments } from "./node_modules/yaml/browser/index.js";

const text = `
# a comment
name: &n Yarrow
list:
  - 1
  - 2.5
  - [flow, "seq", {a: b}]
  - |
    literal
      block
  - >-
    folded
    text
nested: {x: null, y: ~, z: true}
ref: *n
? complex key
: value
date: 2001-12-14
hex: 0xFF
multi: "a\\tb\\u0041"
`;
console.log(JSON.stringify(parse(text), null, 1));
console.log([...new Lexer().lex("a: [1, 2]\n")].map((t) => JSON.stringify(t)).join(" "));
console.log([...new Parser().parse("- x\n- y: 1\n")].map((t) => t.type));
console.log(stringify({ a: [1, { b: "x: y" }], c: "multi\nline", d: null, e: [] }));
const doc = parseDocument("a: 1 # one\nb:\n  - 2\n");
doc.set("c", 3);
console.log(String(doc), doc.errors.length, parseAllDocuments("---\n1\n---\n2\n").map((d) => d.toJS()));
console.log(parseDocument("a: [1, 2").errors.map((e) => e.code));

// moo 0.5.3 and nearley 2.20.1
const moo = require("moo");
const nearley = require("nearley");

const lexer = moo.compile({ ws: /[ \t]+/, number: /0|[1-9][0-9]*/, op: ["+", "-", "*", "/", "(", ")"], nl: { match: /\n/, lineBreaks: true } });
lexer.reset("12 + 3 * (4 - 1)\n7");
console.log([...lexer].map((t) => `${t.type}:${t.text}@${t.line}:${t.col}`).join(" "));
const n = (d) => d[0];
const grammar = {
  Lexer: undefined,
  ParserRules: [
    { name: "sum", symbols: ["sum", { literal: "+" }, "product"], postprocess: ([a, , b]) => a + b },
    { name: "sum", symbols: ["product"], postprocess: n },
    { name: "product", symbols: ["product", { literal: "*" }, "atom"], postprocess: ([a, , b]) => a * b },
    { name: "product", symbols: ["atom"], postprocess: n },
    { name: "atom", symbols: [/[0-9]/], postprocess: ([d]) => Number(d) },
    { name: "atom", symbols: [{ literal: "(" }, "sum", { literal: ")" }], postprocess: (d) => d[1] },
  ],
  ParserStart: "sum",
};
const parser = new nearley.Parser(nearley.Grammar.fromCompiled(grammar));
parser.feed("2*(3+4)+5");
console.log(parser.results);
try { new nearley.Parser(nearley.Grammar.fromCompiled(grammar)).feed("2+*"); } catch (e) { console.log(e.message.split("\n")[0]); }

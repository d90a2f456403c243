// marked 18.2.1
import { marked, Lexer } from "marked";

const text = "# Title\n\nSome *emphasis*, **strong**, `code` and [a link](http://example.com \"t\").\n\n- one\n- two\n  1. nested\n\n> quote\n\n```js\nlet x = 1 < 2;\n```\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n---\n![img](x.png) ~~gone~~ <b>html</b> &amp; https://auto.link\n";
console.log(marked.parse(text));
console.log(Lexer.lex(text).map((t) => t.type).join(" "));

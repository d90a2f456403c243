// acorn 8.19.0
import * as acorn from "acorn";

const source = `
class A extends B { static #x = 1; *gen() { const [a, ...b] = yield* this.c?.(); } get [k]() { return \`t\${1 + 2}\`; } }
label: for (const { x = 3, ...y } of z) { if (/re[g/]+/gu.test(x)) continue label; else throw new Error("é\\u{1F600}") }
export default function* () { try { return 0x1Fn ** 2n } catch { debugger } finally { a ??= b } }
`;
const ast = acorn.parse(source, { ecmaVersion: 2022, sourceType: "module", locations: true });
const counts = {};
(function walk(n) {
  if (!n || typeof n !== "object") return;
  if (Array.isArray(n)) return n.forEach(walk);
  if (n.type) counts[n.type] = (counts[n.type] || 0) + 1;
  for (const k of Object.keys(n)) if (k !== "loc") walk(n[k]);
})(ast);
console.log(counts, ast.body[1].loc.start.line);
console.log([...acorn.tokenizer("let x = a => a / 2; // c", { ecmaVersion: "latest" })].map((t) => t.type.label).join(" "));
for (const bad of ["let let = 1", "a b", "function* f() { yield\n* 2 }", "({ a = 1 })", "/[/"]) {
  try { acorn.parse(bad, { ecmaVersion: "latest" }); console.log("parsed", bad); } catch (e) { console.log(e.name, e.message); }
}

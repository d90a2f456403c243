// zod 4.6.7: asynchronous refinements and transformations
import * as z from "zod";

const ticks = async (n) => { for (let i = 0; i < n; i++) await null; };
const taken = z.string().min(3).refine(async (s) => { await ticks(3); return s !== "taken"; }, { message: "is taken" });
const user = z.object({
  name: taken,
  age: z.coerce.number().int().positive().transform(async (n) => { await null; return n + 1; }),
  tags: z.array(z.string().refine(async (t) => t.length < 5, "too long")).default([]),
  address: z.object({ zip: z.string().regex(/^\d{5}$/), country: z.enum(["de", "fr"]) }).partial().optional(),
  kind: z.discriminatedUnion("type", [z.object({ type: z.literal("a"), a: z.number() }), z.object({ type: z.literal("b"), b: z.string() })]),
}).superRefine(async (v, ctx) => { await null; if (v.name === "root" && v.age < 100) ctx.addIssue({ code: "custom", path: ["age"], message: "root is old" }); });
const show = (r) => console.log(r.success, JSON.stringify(r.success ? r.data : r.error.issues));

show(await user.safeParseAsync({ name: "ada", age: "36", kind: { type: "a", a: 1 } }));
show(await user.safeParseAsync({ name: "taken", age: -1, tags: ["ok", "much too long"], address: { zip: "x", country: "uk" }, kind: { type: "c" } }));
show(await user.safeParseAsync({ name: "root", age: 5, tags: ["x"], kind: { type: "b", b: "" } }));
await user.parseAsync(null).catch((e) => console.log(e.constructor.name, JSON.stringify(e.issues)));
try { taken.parse("abc"); } catch (e) { console.log(e.constructor.name); }
const piped = z.string().transform(async (s) => s.length).pipe(z.number().max(3)).catch(-1);
console.log(await Promise.all(["a", "abc", "abcdef", 5].map((x) => piped.parseAsync(x))));
console.log(await z.union([z.string().refine(async (s) => s === "x"), z.number()]).safeParseAsync("y").then((r) => r.success), await z.promise(z.number()).parseAsync(Promise.resolve(3)));
console.log(await z.record(z.string(), z.number().transform(async (n) => n * 2)).parseAsync({ a: 1, b: 2 }), await z.map(z.string(), taken).parseAsync(new Map([["k", "free"]])), await z.set(taken).safeParseAsync(new Set(["taken"])).then((r) => r.error.issues.length), await z.tuple([taken, z.date()]).safeParseAsync(["abc", 1]).then((r) => r.error.issues[0].path));
const tree = z.object({ value: z.number(), get children() { return z.array(tree).optional(); } });
console.log(JSON.stringify(await tree.parseAsync({ value: 1, children: [{ value: 2, children: [] }] })), z.prettifyError((await tree.safeParseAsync({ value: 1, children: [{ value: "x" }] })).error));
console.log(await z.preprocess((x) => Number(x), z.number()).parseAsync("12"), z.treeifyError((await z.object({ a: z.string(), b: z.array(z.int()) }).safeParseAsync({ b: [1.5] })).error));
console.log(JSON.stringify(z.toJSONSchema(z.object({ a: z.string().email(), b: z.number().optional(), c: z.literal(["x", "y"]) }))), await z.codec(z.iso.date(), z.date(), { decode: async (s) => new Date(s), encode: async (d) => d.toISOString().slice(0, 10) }).decodeAsync("2020-02-03").then((d) => d.getTime()));

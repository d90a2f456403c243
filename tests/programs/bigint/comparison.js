// BigInts beside numbers and strings: equality and order are exact.
const samples = [0n, 1n, -1n, 9007199254740993n, 0, -0, 1, 1.5, 9007199254740992, Infinity, NaN, "1",
  "9007199254740993", "0x1", "1.0", "", true, null, undefined];
for (const a of [0n, 1n, 9007199254740993n, -1n]) {
  const row = (f) => samples.map((b) => (f(a, b) ? "T" : ".")).join("");
  console.log(String(a).padEnd(17), row((a, b) => a === b), row((a, b) => a == b), row((a, b) => b == a),
    row((a, b) => a < b), row((a, b) => a >= b), row((a, b) => b < a), row((a, b) => b >= a));
}
console.log(Object.is(1n, 1n), Object.is(0n, -0n), [1n, 2].includes(1n), [1n].indexOf(1n), [1].includes(1n));
console.log([3n, 1, 2n, "0", -5n].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
console.log([10n, 9n, 1n].sort());

const map = new Map([[1n, "big"], [1, "small"]]);
map.set(BigInt("1"), "replaced");
map.set(2n ** 70n, "large");
console.log(map, map.get(1n), map.get(2n ** 70n), new Set([1n, 1n, 1]).size);

for (const v of [0n, 5n, -0n]) console.log(v ? "truthy" : "falsy", !v, v || "or", v && "and", v ?? "nullish",
  Boolean(v), typeof v);
switch (10n) {
  case 10:
    console.log("number");
    break;
  case 10n:
    console.log("bigint");
}
const o = { 1n: "key", [2n]: "computed" };
console.log(o, o[1n], o[1], [7, 8, 9][1n]);

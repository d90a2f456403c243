// Operators on BigInts: exact, without mixing, with errors instead of limits.
const show = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
const values = [0n, 1n, -1n, 7n, -7n, 18446744073709551615n, -18446744073709551616n, 2n ** 100n + 3n];
const binary = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
};
for (const [name, f] of Object.entries(binary)) {
  for (const a of values) console.log(name, a, values.map((b) => String(show(() => f(a, b)))).join(" "));
}
for (const a of values) console.log(-a, ~a, a << 3n, a << -3n, a >> 3n, a >> 70n, a << 65n, a ** 3n);

let i = 5n;
console.log(i++, i, ++i, i--, --i, -i, typeof i);
i += 2n ** 64n;
i **= 2n;
console.log(i, (i >>= 60n), (i &= 0xffn), (i |= 256n), (i ^= 3n));

let f = 1n;
for (let k = 1n; k <= 30n; k++) f *= k;
console.log(f, f / 2n ** 26n, f % 1000007n);

function* fibonacci() {
  for (let [a, b] = [0n, 1n]; ; [a, b] = [b, a + b]) yield a;
}
let n = 0;
for (const x of fibonacci()) {
  if (n++ === 150) {
    console.log(x);
    break;
  }
}

const bad = {
  "1n + 1": () => 1n + 1,
  "1 - 1n": () => 1 - 1n,
  '1n * "2"': () => 1n * "2",
  "1n >>> 0n": () => 1n >>> 0n,
  "+1n": () => +1n,
  "1n / 0n": () => 1n / 0n,
  "1n % 0n": () => 1n % 0n,
  "2n ** 4294967296n": () => 2n ** 4294967296n,
  "1n << 9007199254740992n": () => 1n << 9007199254740992n,
  "Math.max(1n)": () => Math.max(1n),
  "isNaN(1n)": () => isNaN(1n),
  "new BigInt(1)": () => new BigInt(1),
  "[].at(1n)": () => [].at(1n),
  "1n - symbol": () => 1n - Symbol.iterator,
};
for (const [text, f] of Object.entries(bad)) console.log(text, "->", show(f));
console.log(show(() => 2n ** -1n).slice(0, 10));
console.log(1n + "x", `${-12n}`, "" + { valueOf: () => 3n }, 3n * { valueOf: () => 4n }, 2n + new Object(3n));

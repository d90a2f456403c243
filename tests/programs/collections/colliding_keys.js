// Keys that one well-known hash (FNV-1a) takes to one value are told apart and kept in
// order: in Maps, Sets, objects and JSON.
// gc-period: 5000
const pairs = [
  ["UbTSh7TT", "ohTLHDDT"],
  ["NmbzjKdp", "iI9o3fEH"],
  ["DOEDT_2T", "Frm_-jDT"],
  ["k7AWmlQM", "6fap3FzI"],
  ["mYhGNMot", "TYfHdG3B"],
  ["hlrsrq15", "GSP-nVeP"],
  ["vGVsGvv-", "-f0kmDqR"],
  ["l7IqLeqU", "L0GkmrWh"],
  ["T5nfPaeR", "B6Bi8i8G"],
  ["1NoQRXjO", "mLc_eg3z"],
  ["sA9ACRbv", "gQ2PgeXw"],
];
let keys = [""];
for (const pair of pairs) keys = keys.flatMap((key) => pair.map((way) => key + way));
console.log("keys:", keys.length, keys[0].length);

const map = new Map();
for (const key of keys) map.set(key, map.size);
console.log("Map:", map.size, keys.every((key, i) => map.get(key) === i));
console.log("Map order:", [...map.keys()].every((key, i) => key === keys[i]));
for (let i = 0; i < keys.length; i += 2) map.delete(keys[i]);
console.log("Map after deletions:", map.size, map.has(keys[0]), map.has(keys[1]));

const set = new Set(keys);
console.log("Set:", set.size, set.has(keys[7]), set.has(keys[7] + "x"));

const object = {};
keys.forEach((key, i) => (object[key] = i));
console.log("object:", Object.keys(object).length, keys.every((key, i) => object[key] === i));
console.log("object order:", Object.keys(object).every((key, i) => key === keys[i]));

const copy = JSON.parse(JSON.stringify(object));
console.log("JSON:", Object.keys(copy).length, keys.every((key, i) => copy[key] === i));

const numbers = new Map();
for (let i = 0; i < 300; i++) numbers.set(i * 2 ** 40, i).set(i / 8, i).set(BigInt(i) << 64n, i);
console.log("numbers:", numbers.size, numbers.get(7 * 2 ** 40), numbers.get(0.125), numbers.get(9n << 64n));
console.log("zeros:", numbers.get(-0), numbers.get(0n), numbers.has(0));

const wide = "caf\u00e9 " + "\u4e2d".repeat(20);
const names = new Map([["caf\u00e9", 1], [wide, 2]]);
console.log("forms of a text:", names.get(wide.slice(0, 4)), names.get("caf\u00e9 ".concat("\u4e2d".repeat(20))));

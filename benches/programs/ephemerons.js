// A chain through a WeakMap, inserted from its end: each collection has to follow it in linear time.
const next = new WeakMap();
const count = 16000;
let links = [];
for (let i = 0; i <= count; i++) links.push({});
for (let i = count - 1; i >= 0; i--) next.set(links[i], links[i + 1]);
const head = links[0];
links = [];
let waste = 0;
for (let i = 0; i < 3e6; i++) waste += [i, i].length;
let length = 0;
for (let at = head; at !== undefined; at = next.get(at)) length++;
console.log('ephemerons', length, waste);

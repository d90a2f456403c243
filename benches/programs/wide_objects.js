// Objects of many keys: listed, copied, emptied, and listed by a Proxy.
const names = [];
for (let i = 0; i < 40000; i++) names.push(`k${i}`);
const wide = Object.create({ inherited: 1 });
for (const name of names) wide[name] = name.length;
const described = { value: 1, enumerable: true, configurable: true };
const proxy = new Proxy({}, { ownKeys: () => names, getOwnPropertyDescriptor: () => described });
let sum = 0;
for (let round = 0; round < 3; round++) {
  for (const name in wide) sum += name.length;
  sum += Object.keys(wide).length + Object.entries(wide).length + Reflect.ownKeys(proxy).length;
  sum += Object.keys(proxy).length + Object.keys({ ...wide }).length;
  const copy = Object.assign({}, wide);
  for (const name of names) delete copy[name];
  sum += Object.keys(copy).length;
}
console.log('wide_objects', sum);

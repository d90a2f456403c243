async function declared(a, b = 1) {}
const arrow = async (x) => x;
const expression = async function () {};
const named = async function inner() { return inner.name; };
async function* generator(a) {}
const o = { async method(a, b) {}, async *gen() {}, async [Symbol('desc')]() {}, async 1() {} };
class C {
  static async s() {}
  async #p() {}
  name = this.#p.name;
}

const all = {
  declared, arrow, expression, named, generator,
  method: o.method, gen: o.gen, number: o[1], symbol: o[Object.getOwnPropertySymbols(o)[0]], s: C.s,
};

for (const key in all) {
  const f = all[key];
  const tag = Object.prototype.toString.call(f);
  console.log(key, `[${f.name}]`, f.length, tag, typeof f, Object.hasOwn(f, 'prototype'));
  console.log('  ', Object.getOwnPropertyNames(f).join(), Object.isExtensible(f));
  try {
    new f();
  } catch (e) {
    console.log('  ', e.name);
  }
  try {
    class D extends f {}
  } catch (e) {
    console.log('  ', e.name);
  }
  try {
    Reflect.construct(Object, [], f);
  } catch (e) {
    console.log('  ', e.name);
  }
}

console.log(new C().name);
for (const key of ['length', 'name']) console.log(JSON.stringify(Object.getOwnPropertyDescriptor(declared, key)));
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(generator, 'prototype')));
console.log(Object.getOwnPropertyNames(generator.prototype).length, 'constructor' in generator.prototype);
for (const key of ['caller', 'arguments']) {
  try {
    declared[key];
  } catch (e) {
    console.log(key, e.name);
  }
}
named().then((n) => console.log(n));
console.log(arrow.bind(null, 1).name, arrow.bind(null, 1).length);

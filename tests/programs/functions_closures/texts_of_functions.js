// Sources are not kept: the texts are those of NativeFunction in the specification. Node shows sources where there are some.
const key = 'with space';
const methods = { plain() {}, [key]() {}, ['f(']() {}, 12() {}, [Symbol('s')]() {}, [Symbol.iterator]() {} };
for (const name of Reflect.ownKeys(methods)) console.log(`${String(name)}:`, `${methods[name]}`);
class Private {
  #hidden() {}
  static show(o) {
    return `${o.#hidden}`;
  }
  get x() {
    return 1;
  }
}
console.log('private:', Private.show(new Private()));
console.log('getter:', `${Object.getOwnPropertyDescriptor(Private.prototype, 'x').get}`);
console.log('arrow:', `${() => 1}`);
console.log('built-in:', `${Math.max}`, `${Symbol.prototype[Symbol.toPrimitive]}`);
console.log('built-in getter:', `${Object.getOwnPropertyDescriptor(RegExp, Symbol.species).get}`);

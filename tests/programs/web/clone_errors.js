// Errors as structuredClone copies them, and what it refuses.
const show = (e) => console.log(Object.getPrototypeOf(e).constructor.name, e.name, e.message, Reflect.ownKeys(e), e.cause);
show(structuredClone(new Error('plain')));
show(structuredClone(new RangeError('range', { cause: { because: 1 } })));
show(structuredClone(Object.assign(new Error('named'), { name: 'TypeError', extra: 1 })));
show(structuredClone(Object.assign(new Error('odd'), { name: 'Odd' })));
class Mine extends SyntaxError {}
show(structuredClone(new Mine('sub')));
show(structuredClone(new AggregateError([1], 'many')));
show(structuredClone(new Error()));
const e = new Error('same stack');
console.log(structuredClone(e).stack === e.stack, structuredClone({ e, again: e }).again instanceof Error);

const refuse = (value, options) => {
  try {
    console.log('cloned', structuredClone(value, options));
  } catch (e) {
    // The source of a function is in the message.
    const message = typeof value === 'function' && value !== Math.max ? '' : e.message;
    console.log(e.name, e.code, message, e.constructor.name);
  }
};
refuse(() => {});
refuse(function named(a) { return a; });
refuse({ deep: [{ method: Math.max }] });
refuse(class A {});
refuse(Math.max);
refuse(Symbol('s'));
refuse({ s: Symbol('s') });
refuse(new WeakMap());
refuse(new WeakSet());
refuse(new WeakRef({}));
refuse(new Proxy({}, {}));
refuse({ get a() { throw new TypeError('from the getter'); } });
refuse(1, 5);
refuse(1, null);
refuse(1, {});
refuse(1, { transfer: 5 });
refuse(1, { transfer: [1] });
refuse(1, { transfer: [] });
try {
  structuredClone();
} catch (e) {
  console.log(e.name, e.code, e.message);
}

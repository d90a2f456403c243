class Base {
  constructor(name) {
    this.name = name;
  }

  async hello(x) {
    await null;
    return `${this.name} says ${x}`;
  }

  get label() {
    return 'label of ' + this.name;
  }

  static async make(...args) {
    await null;
    return new this(...args);
  }
}

class Derived extends Base {
  async hello(x) {
    const before = super.hello;
    const r = await super.hello(await x);
    return `${r}, ${await super.hello('again')}, ${before === super.hello}`;
  }

  async arrows() {
    const f = async () => {
      await null;
      const g = async () => [this.name, await super.hello('from an arrow'), super.label];
      return g();
    };
    return (await f()).join('; ');
  }

  async assign() {
    super.own = await 'set through super';
    super[await 'computed'] = 1;
    return Object.keys(this).join();
  }

  static async make(...args) {
    const made = await super.make(...args);
    made.made = true;
    return made;
  }

  get later() {
    return (async () => await super.label + '!')();
  }
}

(async () => {
  const d = await Derived.make('dee');
  console.log(d instanceof Derived, d.made);
  console.log(await d.hello(Promise.resolve('hi')));
  console.log(await d.arrows());
  console.log(await d.assign(), await d.later);

  const o = {
    __proto__: { async m() { return 'proto ' + this.tag; } },
    tag: 'o',
    async m() {
      await null;
      return 'own ' + await super.m();
    },
  };
  console.log(await o.m(), await o.m.call({ tag: 'other' }));

  // Without a receiver `this` is undefined.
  const { hello } = d;
  console.log(await hello('x').catch((e) => e.name));
  console.log(await (async function () { await null; return this; })());
  console.log(await (async function () { await null; return typeof this; }).call(5));
})();

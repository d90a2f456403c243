const log = [];
const t = async (x) => {
  log.push(typeof x === 'function' ? x.name : x);
  await null;
  return x;
};

class Base {
  static kind = 'base';
  who() { return 'base'; }
}

(async () => {
  class A extends (await t(Base)) {
    [await t('m')]() { return super.who() + ' m'; }
    async [await t('am')]() { return super.who() + await ' am'; }
    static [await t('s')] = 'static';
    [await t('field')] = 'field';
    get [await t('g')]() { return 'getter'; }
    static async *[await t('sg')]() { yield super.kind; }
    #hidden = 'private';
    [await t('peek')]() { return this.#hidden; }
  }
  console.log(log.join(' '));

  const a = new A();
  console.log(a.m(), await a.am(), A.s, a.field, a.g, a.peek(), (await A.sg().next()).value);

  const Mixed = class extends (await t(await t(Base))) {};
  console.log(Mixed.name, Mixed.kind, new Mixed() instanceof Base);

  // The class's own name is in its dead zone in the head.
  try {
    class Early extends (await t(() => Early)) {}
  } catch (e) {
    console.log(e.name);
  }
  try {
    class Dead { [await t(Dead)]() {} }
  } catch (e) {
    console.log(e.name);
  }
  try {
    class Bad extends (await t(async () => {})) {}
  } catch (e) {
    console.log(e.name);
  }

  const classes = [];
  for (const name of ['x', 'y']) {
    classes.push(class {
      static [await t(name)] = name;
      [await t('get ' + name)]() { return name; }
    });
  }
  console.log(classes[0].x, classes[1].y, new classes[1]()['get y']());
})();

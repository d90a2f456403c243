class Timerless {
  count = 0;
  step = async (n = 1) => {
    await null;
    this.count += n;
    return this.count;
  };
  static shared = async () => this.name + ' shared';
  ['computed' + 1] = async () => this.count;
  #hidden = async (x) => (await x) + this.count;
  reveal = (x) => this.#hidden(x);
  gen = async function* () {
    yield this.count;
  };
}

class Sub extends Timerless {
  step = async (n) => 'sub ' + this.count;
  parent = super.toString === Object.prototype.toString;
  viaSuper = async () => super.toString === Object.prototype.toString;
}

(async () => {
  const t = new Timerless();
  const { step, computed1, reveal } = t;
  console.log(await step(), await step(5), await computed1(), await reveal(Promise.resolve(100)));
  console.log((await t.gen().next()).value, await Timerless.shared());
  console.log(step.name, computed1.name, t.gen.name, Timerless.shared.name);
  console.log(step !== new Timerless().step, Object.keys(t).join());

  const s = new Sub();
  console.log(await s.step(), s.parent, await s.viaSuper());
})();

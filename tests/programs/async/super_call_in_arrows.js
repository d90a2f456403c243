// `super()` may stand in an async arrow: `this` is there once it has run.
const log = [];

class Base {
  constructor(x) {
    this.x = x;
    log.push('base ' + x);
  }
}

class Sync extends Base {
  constructor() {
    const init = async () => {
      super('in the part before the first await');
      await null;
      this.after = new.target === Sync;
      return this;
    };
    const done = init();
    this.done = done;
  }
}

class Late extends Base {
  constructor(hold) {
    const p = (async () => {
      await null;
      try {
        super('too late');
      } catch (e) {
        log.push(e.name);
      }
    })();
    super('in time');
    hold(p);
  }
}

class Never extends Base {
  constructor(hold) {
    hold((async () => {
      await null;
      super('after the constructor');
      return this.x;
    })());
    return {};
  }
}

class Early extends Base {
  constructor(hold) {
    hold((async () => this)().catch((e) => log.push(e.name)));
    super('early');
  }
}

(async () => {
  const s = new Sync();
  console.log(s.x, (await s.done) === s, s.after);

  let held;
  new Late((p) => { held = p; });
  await held;
  new Never((p) => { held = p; });
  log.push(await held);
  new Early((p) => { held = p; });
  await held;
  console.log(log.join('\n'));
})();

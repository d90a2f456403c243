// Pushed values with subscriptions, and awaits on both ends.
class Observable {
  constructor(subscribe) {
    this.start = subscribe;
  }

  static of(...values) {
    return new Observable(async (o) => {
      for (const v of values) await o.next(v);
      o.complete();
    });
  }

  static from(iterable) {
    return new Observable(async (o) => {
      try {
        for await (const v of iterable) {
          if (o.closed) break;
          await o.next(v);
        }
        o.complete();
      } catch (e) {
        o.error(e);
      }
    });
  }

  subscribe({ next = () => {}, error = () => {}, complete = () => {} }) {
    const o = {
      closed: false,
      next: async (v) => o.closed ? undefined : next(v),
      error: (e) => {
        if (o.closed) return;
        o.closed = true;
        error(e);
      },
      complete: () => {
        if (o.closed) return;
        o.closed = true;
        complete();
      },
    };
    this.start(o);
    return { unsubscribe: () => { o.closed = true; } };
  }

  pipe(...ops) {
    return ops.reduce((o, op) => op(o), this);
  }

  toPromise() {
    return new Promise((resolve, reject) => {
      const all = [];
      this.subscribe({ next: (v) => all.push(v), error: reject, complete: () => resolve(all) });
    });
  }
}

const lift = (step) => (source) => new Observable((o) => {
  const s = source.subscribe({
    next: async (v) => {
      try {
        await step(v, o);
      } catch (e) {
        o.error(e);
      }
      if (o.closed) s.unsubscribe();
    },
    error: (e) => o.error(e),
    complete: () => o.complete(),
  });
});

const map = (f) => lift(async (v, o) => o.next(await f(v)));
const filter = (f) => lift(async (v, o) => await f(v) && o.next(v));
const tap = (f) => lift((v, o) => (f(v), o.next(v)));

async function* numbers(log) {
  try {
    for (let i = 1; ; i++) yield i;
  } finally {
    log.push('closed');
  }
}

(async () => {
  const odd = Observable.of(1, 2, 3, 4).pipe(filter(async (x) => x % 2), map(async (x) => x * 10));
  console.log((await odd.toPromise()).join());
  console.log((await Observable.from('abc').pipe(map((c) => c.toUpperCase())).toPromise()).join(''));
  console.log(await Observable.of(1, 2).pipe(map((x) => { throw 'mapper ' + x; })).toPromise().catch((e) => e));
  console.log(await Observable.from((async function* () {
    yield 1;
    throw 'source';
  })()).toPromise().catch((e) => e));

  const log = [];
  await new Promise((done) => {
    const s = Observable.from(numbers(log)).pipe(tap((v) => log.push('tap ' + v))).subscribe({
      next: async (v) => {
        await null;
        log.push('got ' + v);
        if (v === 3) {
          s.unsubscribe();
          done();
        }
      },
    });
  });
  console.log(log.join(', '));
})();

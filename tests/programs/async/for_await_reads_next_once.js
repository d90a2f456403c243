// `next` is read once, `return` when it is wanted, and the results' members each time.
const log = [];

const iterable = {
  get [Symbol.asyncIterator]() {
    log.push('get asyncIterator');
    return function () {
      log.push(this === iterable ? 'on the iterable' : 'elsewhere');
      let i = 0;
      return {
        get next() {
          log.push('get next');
          return function (...args) {
            log.push(`next/${args.length}`);
            i++;
            return {
              get done() {
                log.push('get done');
                return i > 2;
              },
              get value() {
                log.push('get value');
                return i;
              },
            };
          };
        },
        get return() {
          log.push('get return');
          return undefined;
        },
      };
    };
  },
};

(async () => {
  for await (const v of iterable) log.push('body ' + v);
  console.log(log.splice(0).join(', '));

  for await (const v of iterable) break;
  console.log(log.splice(0).join(', '));

  async function* through() {
    yield* iterable;
  }
  for await (const v of through()) log.push('body ' + v);
  console.log(log.splice(0).join(', '));
})();

// An error goes up through awaits until somebody catches it, and may be replaced on the way.
class HttpError extends Error {
  constructor(status, options) {
    super('status ' + status, options);
    this.status = status;
  }

  get name() {
    return 'HttpError';
  }
}

async function fetchRow(id) {
  await null;
  if (id < 0) throw new RangeError('negative id');
  if (id === 404) throw new HttpError(404);
  return { id, name: 'row ' + id };
}

async function load(id) {
  try {
    return await fetchRow(id);
  } catch (e) {
    if (e instanceof RangeError) throw new HttpError(400, { cause: e });
    throw e;
  }
}

// Without an await the catch is passed by.
async function passedBy(id) {
  try {
    return fetchRow(id);
  } catch (e) {
    return 'not reached';
  }
}

async function describe(f, id) {
  try {
    const { name } = await f(id);
    return name;
  } catch (e) {
    const cause = e.cause ? ` because ${e.cause.message}` : '';
    return `${e.name} ${e.message}${cause} ${e.status ?? ''}`;
  }
}

(async () => {
  for (const id of [1, -1, 404]) {
    console.log(await describe(load, id), '/', await describe(passedBy, id));
  }

  const results = await Promise.allSettled([1, -1, 404].map(load));
  console.log(results.map((r) => r.value?.name ?? r.reason.status).join());

  // What is thrown may be anything.
  for (const thrown of [undefined, null, 0, 'text', { a: 1 }, Symbol('s'), Promise.resolve(1)]) {
    const same = await (async () => { throw thrown; })().then(() => false, (e) => e === thrown);
    const caught = await (async () => {
      try {
        await Promise.reject(thrown);
      } catch (e) {
        return e === thrown;
      }
    })();
    console.log(typeof thrown, same, caught);
  }

  const any = await Promise.any([load(-1), load(404)]).catch((e) => e);
  console.log(any.name, any.errors.map((e) => e.status).join());
})();

// `process.env`: values are text, whatever is assigned.
const { env } = process;
function show(label, f) {
  try {
    console.log(label + ':', f());
  } catch (e) {
    console.log(label + ':', e.name, e.code, e.message);
  }
}
show('typeof', () => typeof env);
show('the same each time', () => process.env === env);
show('PATH', () => typeof env.PATH);
show('absent', () => env.YARROW_TEST_ABSENT);
show('in', () => ['PATH' in env, 'YARROW_TEST_ABSENT' in env].join());
show('hasOwn', () => Object.hasOwn(env, 'PATH'));
show('assigned', () => {
  env.YARROW_TEST = 'text';
  return [env.YARROW_TEST, 'YARROW_TEST' in env, Object.keys(env).includes('YARROW_TEST')].join();
});
for (const value of [5, true, null, undefined, 1.5, -0, 10n, [1, 2], {}, '', { toString: () => 'own' }]) {
  show('assigned ' + typeof value, () => {
    env.YARROW_TEST = value;
    return JSON.stringify([env.YARROW_TEST, typeof env.YARROW_TEST]);
  });
}
show('the value of the assignment', () => typeof (env.YARROW_TEST = 7));
show('compound', () => {
  env.YARROW_TEST = 1;
  env.YARROW_TEST += 1;
  env.YARROW_TEST++;
  return env.YARROW_TEST;
});
show('by Object.assign', () => typeof Object.assign(env, { YARROW_TEST: 3 }).YARROW_TEST);
show('symbol as a value', () => (env.YARROW_TEST = Symbol('s')));
show('symbol as a name', () => (env[Symbol('s')] = 'x'));
show('reading a symbol', () => env[Symbol.iterator]);
show('a value that throws', () => {
  env.YARROW_TEST = {
    toString() {
      throw new RangeError('own');
    },
  };
});
show('kept after a throw', () => env.YARROW_TEST);
show('number as a name', () => {
  env[12345] = 'n';
  const read = env['12345'];
  delete env[12345];
  return read;
});
show('descriptor', () => JSON.stringify(Object.getOwnPropertyDescriptor(env, 'YARROW_TEST')));
show('defined', () => {
  Object.defineProperty(env, 'YARROW_TEST', { value: 4, configurable: true, writable: true, enumerable: true });
  return typeof env.YARROW_TEST;
});
show('getter defined', () => Object.defineProperty(env, 'YARROW_TEST', { get: () => 1 }));
show(
  'not writable',
  () => Object.defineProperty(env, 'YARROW_TEST', { value: 'x', configurable: true, enumerable: true }),
);
show('deleted', () => [delete env.YARROW_TEST, env.YARROW_TEST, 'YARROW_TEST' in env].join());
show('deleted again', () => delete env.YARROW_TEST);
show('spread', () => typeof { ...env }.PATH);
show(
  'entries',
  () => Object.entries(env).every(([key, value]) => typeof key === 'string' && typeof value === 'string'),
);
show('stringified', () => typeof JSON.parse(JSON.stringify(env)).PATH);
show('destructured', () => {
  const { PATH, YARROW_TEST_ABSENT = 'default' } = process.env;
  return [typeof PATH, YARROW_TEST_ABSENT].join();
});
show('process.env replaced', () => {
  const old = process.env;
  process.env = { only: 1 };
  const seen = JSON.stringify(process.env);
  process.env = old;
  return seen;
});

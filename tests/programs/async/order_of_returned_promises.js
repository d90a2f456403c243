// What an async function returns decides how many jobs pass before it is settled.
const log = [];

function ruler(n) {
  let p = Promise.resolve();
  for (let i = 1; i <= n; i++) p = p.then(() => log.push(i));
  return p;
}

const forms = {
  value: async () => 1,
  promise: async () => Promise.resolve(1),
  awaited: async () => await Promise.resolve(1),
  thenable: async () => ({ then(f) { f(1); } }),
  asyncCall: async () => forms.value(),
  twice: async () => forms.promise(),
  thrown: async () => { throw 1; },
  rejected: async () => Promise.reject(1),
};

async function measure(name) {
  log.length = 0;
  const end = ruler(9);
  const settled = () => log.push(name);
  forms[name]().then(settled, settled);
  await end;
  console.log(log.join(' '));
}

(async () => {
  for (const name in forms) await measure(name);
})();

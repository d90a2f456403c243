// Frames that wait are on the heap: it goes as deep as there is memory.
// gc-period: 4001
async function down(n) {
  await null;
  if (n === 0) return 0;
  return 1 + await down(n - 1);
}

async function fails(n) {
  await null;
  if (n === 0) throw new RangeError('at the bottom');
  try {
    return await fails(n - 1);
  } finally {
    count++;
  }
}
let count = 0;

function chain(n) {
  let p = Promise.resolve(0);
  for (let i = 0; i < n; i++) p = (async (q) => 1 + await q)(p);
  return p;
}

async function nested(n) {
  await null;
  return n === 0 ? 'deep' : nested(n - 1);
}

(async () => {
  console.log(await down(100000));
  console.log(await fails(20000).catch((e) => e.message), count);
  console.log(await chain(100000));
  console.log(await nested(20000));
})();

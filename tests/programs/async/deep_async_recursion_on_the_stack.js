// Until the first await a call is on the stack, so this is only so deep.
// gc-period: 4001
async function sum(n) {
  if (n === 0) return 0;
  return n + await sum(n - 1);
}

async function endless() {
  return 1 + await endless();
}

(async () => {
  console.log(await sum(2000));
  console.log(await endless().catch((e) => e.name));
  console.log(await sum(1000));
})();

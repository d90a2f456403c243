// dataloader 2.2.3
const DataLoader = require("dataloader");

const calls = [];
const make = (options) => new DataLoader(async (keys) => { calls.push(keys.slice()); await null; return keys.map((k) => (k < 0 ? new RangeError(`no ${k}`) : k * 10)); }, options);
const flush = () => { console.log(JSON.stringify(calls)); calls.length = 0; };
(async () => {
  const loader = make();
  console.log(await Promise.all([loader.load(1), loader.load(2), loader.load(1)]), await loader.load(2), loader.load(1) === loader.load(1));
  flush();
  console.log((await loader.loadMany([3, -1, 4])).map(String));
  flush();
  await loader.load(-2).catch((e) => console.log(e.name, e.message));
  await loader.load(-2).catch((e) => console.log("cached", e.message));
  flush();
  console.log(await loader.clear(1).load(1), await loader.prime(50, "primed").load(50), await loader.prime(1, "not again").load(1));
  await loader.clearAll().load(2);
  flush();
  const small = make({ maxBatchSize: 2, name: "small" });
  console.log(small.name, await small.loadMany([1, 2, 3, 4, 5]));
  flush();
  const uncached = make({ cache: false });
  console.log(await Promise.all([uncached.load(7), uncached.load(7)]));
  flush();
  const keyed = new DataLoader(async (keys) => keys.map((k) => k.id), { cacheKeyFn: (k) => `${k.id}` });
  console.log(await Promise.all([keyed.load({ id: 1 }), keyed.load({ id: 1 }), keyed.load({ id: 2 })]), [...keyed._cacheMap.keys()]);
  const nested = make();
  console.log(await Promise.all([nested.load(1).then((v) => nested.load(v)), nested.load(2).then((v) => nested.load(v + 1)), Promise.resolve().then(() => nested.load(3))]));
  flush();
  let run;
  const manual = make({ batchScheduleFn: (f) => { run = f; } });
  const both = [manual.load(1), manual.load(2)];
  run();
  console.log(await Promise.all(both));
  flush();
  await new DataLoader(async () => [1]).loadMany([1, 2]).then((r) => console.log(r.map((e) => e.message.split("\n")[0])));
  await new DataLoader(async () => { throw new Error("batch failed"); }).load(1).catch((e) => console.log(e.message));
  await new DataLoader(() => 5).load(1).catch((e) => console.log(e.message));
  try { new DataLoader(); } catch (e) { console.log(e.message); }
  try { loader.load(null); } catch (e) { console.log(e.message); }
})();

// iter-tools 7.5.4: its asynchronous half
const it = require("iter-tools");

const ticks = async (n) => { for (let i = 0; i < n; i++) await null; };
const closed = [];
async function* count(n, name) { try { for (let i = 1; i <= n; i++) { await ticks(i % 3); yield i; } } finally { closed.push(name ?? n); } }
const show = async (label, iterable) => console.log(label, await it.asyncToArray(iterable));
(async () => {
  await show("map", it.asyncMap(async (x) => x * 2, count(3)));
  await show("filter", it.asyncFilter(async (x) => x % 2, count(5)));
  await show("slice", it.asyncSlice(1, 3, count(9, "slice")));
  await show("zip", it.asyncZip(count(3), "ab", count(9, "zip")));
  await show("zipAll", it.asyncZipAll(count(1), [4, 5]));
  await show("concat", it.asyncConcat(count(2), [9], count(1)));
  await show("roundRobin", it.asyncRoundRobin(count(3), "xy"));
  await show("flatMap", it.asyncFlatMap((x) => count(x), count(3)));
  await show("flat", it.asyncFlat([count(2), [3], count(1)]));
  for await (const part of it.asyncBatch(2, count(5))) console.log("batch", await it.asyncToArray(part));
  await show("takeWhile", it.asyncTakeWhile(async (x) => x < 3, count(9, "takeWhile")));
  await show("dropWhile", it.asyncDropWhile((x) => x < 3, count(4)));
  await show("compress", it.asyncCompress(count(4), [1, 0, 1, 1]));
  await show("enumerate", it.asyncEnumerate(count(2)));
  await show("collate", it.asyncCollate((a, b) => a - b, count(3), [2, 2, 5]));
  const [a, b] = it.asyncFork(count(3));
  await show("fork", a);
  await show("fork", b);
  await show("cycle", it.asyncTake(5, it.asyncCycle(count(2))));
  console.log(await it.asyncReduce(0, (x, y) => x + y, count(10)), await it.asyncFind((x) => x > 2, count(9, "find")), await it.asyncEvery((x) => x < 4, count(5, "every")), await it.asyncIncludes(2, count(3)), await it.asyncFirst(count(5, "first")), await it.asyncSize(count(6)), await it.asyncStr(it.asyncInterpose("-", it.asyncMap(String, count(3)))));
  await it.asyncForEach(async (x) => console.log("each", x), count(2));
  await show("pipe", it.pipe(it.asyncMap((x) => x + 1), it.asyncFilter((x) => x % 2), it.asyncTake(2))(count(9, "pipe")));
  await it.asyncToArray(it.asyncMap(() => { throw new RangeError("mapper failed"); }, count(2, "failed"))).catch((e) => console.log(e.message));
  await show("windowed", it.asyncMap((w) => [...w].join(), it.asyncWindow(2, count(4))));
  for await (const part of it.asyncSplitOn(2, count(3))) console.log("split", await it.asyncToArray(part));
  for await (const [key, group] of it.asyncSplitGroups((x) => x > 2, count(4))) console.log("group", key, await it.asyncToArray(group));
  await show("sorted", it.asyncTakeSorted((x, y) => y - x, 2, count(6)));
  await show("distinct", it.asyncDistinct((x) => x % 3, count(7)));
  console.log(await it.asyncEqual(count(3), [1, 2, 3]), await it.asyncStartsWith(1, count(3)), await it.asyncIsEmpty(count(0)), await it.asyncFindBest((best, x) => x > best, (x) => -x, count(3)), await it.asyncToObject([["a", 1]]));
  const throttled = it.asyncBuffer(2, count(4));
  await show("buffer", throttled);
  console.log(closed.join(" "));
})();

// mobx 7.1.3: flow over generators, reactions
import { makeAutoObservable, observable, autorun, reaction, when, flow, runInAction, computed, action, flowResult, isFlowCancellationError, toJS, observe } from "mobx";

const ticks = async (n) => { for (let i = 0; i < n; i++) await null; };
class Store {
  items = [];
  state = "idle";
  constructor() { makeAutoObservable(this); }
  get total() { return this.items.reduce((a, b) => a + b, 0); }
  *load(n) {
    this.state = "loading";
    try {
      for (let i = 1; i <= n; i++) this.items.push(yield ticks(i).then(() => { if (i === 4) throw new Error("no fourth"); return i * 10; }));
      this.state = "done";
      return this.items.length;
    } catch (e) {
      this.state = `failed: ${e.message}`;
    } finally {
      this.items.push(0);
    }
  }
}
const store = new Store();
const log = [];
const stop = autorun(() => log.push(`${store.state}/${store.total}`));
const changes = reaction(() => store.items.length, (n, before) => log.push(`${before}->${n}`));
console.log(await store.load(2), toJS(store.items));
console.log(await flowResult(store.load(5)), store.state);
console.log(log.join(" "));
log.length = 0;
const waiting = when(() => store.total > 100).then(() => "over 100");
runInAction(() => store.items.push(70));
console.log(await waiting, store.total);
const cancelled = store.load(3);
cancelled.cancel();
await cancelled.catch((e) => console.log(isFlowCancellationError(e), e.message));
stop();
changes();
const free = flow(function* (x) { const a = yield Promise.resolve(x); const b = yield Promise.resolve(a + 1); return [a, b]; });
console.log(await free(1), log.length);
const map = observable(new Map([["a", 1]]));
const double = computed(() => [...map.values()].map((x) => x * 2));
observe(map, (c) => console.log(c.type, c.name, c.newValue));
action(() => { map.set("b", 2); map.delete("a"); })();
console.log(double.get(), toJS(observable({ deep: [{ x: 1 }] })));
await when(() => false, { signal: AbortSignal.abort() }).catch((e) => console.log(e.message));

// xstate 5.33.3
import { createMachine, createActor, assign, fromPromise, fromCallback, fromTransition, fromObservable, setup, raise, sendTo, waitFor, toPromise, SimulatedClock, and, not } from "xstate";

const ticks = async (n) => { for (let i = 0; i < n; i++) await null; };
const machine = setup({
  actors: { load: fromPromise(async ({ input }) => { await ticks(3); if (input.id < 0) throw new RangeError(`no ${input.id}`); return { id: input.id, name: `user${input.id}` }; }), ping: fromCallback(({ sendBack, receive }) => { receive((e) => sendBack({ type: "PONG", value: e.value * 2 })); return () => console.log("ping stopped"); }) },
  guards: { isOld: ({ context }) => context.age > 2 },
  delays: { soon: 5 },
}).createMachine({
  id: "m", initial: "idle", context: { age: 0, user: null, error: null, pongs: [] },
  states: {
    idle: { on: { FETCH: { target: "loading", actions: assign({ age: ({ context }) => context.age + 1 }) } } },
    loading: { invoke: { src: "load", input: ({ event }) => ({ id: event.id }), onDone: { target: "ready", actions: assign({ user: ({ event }) => event.output }) }, onError: { target: "failed", actions: assign({ error: ({ event }) => event.error.message }) } } },
    failed: { after: { soon: "idle" } },
    ready: { type: "parallel", states: { left: { initial: "a", states: { a: { on: { NEXT: "b" } }, b: { type: "final" } } }, right: { initial: "x", invoke: { src: "ping", id: "ping" }, states: { x: { on: { NEXT: { actions: sendTo("ping", { type: "PING", value: 21 }) }, PONG: { target: "y", actions: assign({ pongs: ({ context, event }) => [...context.pongs, event.value] }) } } }, y: { type: "final" } } } }, onDone: [{ guard: and(["isOld", not(() => false)]), target: "end" }, { target: "idle" }] },
    end: { type: "final" },
  },
  output: ({ context }) => context.pongs,
});
const actor = createActor(machine);
const states = [];
actor.subscribe((s) => states.push(JSON.stringify(s.value)));
actor.start();
actor.send({ type: "FETCH", id: -1 });
await waitFor(actor, (s) => s.matches("failed"));
console.log(actor.getSnapshot().context.error);
await waitFor(actor, (s) => s.matches("idle"));
for (let i = 0; i < 2; i++) {
  actor.send({ type: "FETCH", id: i });
  await waitFor(actor, (s) => s.matches("ready"));
  actor.send({ type: "NEXT" });
  await ticks(5);
}
console.log(states.join(" "), actor.getSnapshot().context, actor.getSnapshot().status);
console.log(await toPromise(actor), actor.getSnapshot().can({ type: "FETCH" }));

const clock = new SimulatedClock();
const light = createActor(createMachine({ initial: "green", states: { green: { after: { 1000: "yellow" } }, yellow: { after: { 500: "red" } }, red: { entry: raise({ type: "R" }), on: { R: { actions: () => console.log("raised") } } } } }), { clock });
light.start();
for (const t of [999, 1, 500]) { clock.increment(t); console.log(light.getSnapshot().value); }
const counter = createActor(fromTransition((s, e) => (e.type === "inc" ? { n: s.n + e.by } : s), { n: 1 })).start();
counter.send({ type: "inc", by: 4 });
console.log(counter.getSnapshot().context, JSON.stringify(counter.getPersistedSnapshot()));
const restored = createActor(machine, { snapshot: JSON.parse(JSON.stringify(createActor(machine).start().getPersistedSnapshot())) }).start();
console.log(restored.getSnapshot().value);
const failing = createActor(fromPromise(async () => { await ticks(2); throw new Error("actor failed"); }));
failing.subscribe({ error: (e) => console.log("observer:", e.message) });
failing.start();
await ticks(5);
console.log(failing.getSnapshot().status);

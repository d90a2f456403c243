// What a microtask throws ends the program, and what waits does not run.
queueMicrotask(() => console.log("first"));
queueMicrotask(() => { throw new RangeError("out of a microtask"); });
queueMicrotask(() => console.log("not reached"));
console.log("top");

// A rejection that gets a handler before the jobs are done is none that nobody handles.
const late = Promise.reject("late");
Promise.resolve().then(() => late.catch((e) => console.log("caught", e)));
const never = Promise.resolve().then(() => { throw new TypeError("nobody cares"); });
never.then(() => console.log("not called"));
console.log("end of top");

// Promise.race
Promise.race([]).then(() => console.log("never"), () => console.log("never"));
Promise.race([Promise.resolve(1), Promise.reject(2)]).then((v) => console.log("resolved first", v));
Promise.race([Promise.reject(1), Promise.resolve(2)]).catch((e) => console.log("rejected first", e));
Promise.race([new Promise(() => {}), 3]).then((v) => console.log("a value", v));
const slow = Promise.resolve().then(() => "slow");
const fast = Promise.resolve("fast");
Promise.race([slow, fast]).then((v) => console.log(v));
Promise.race([{ then() { throw "thrown by then"; } }]).catch((e) => console.log(e));

// A module has one namespace object, however it is reached; asking whether it has a name reads nothing.
import * as ns from "./other.js";
import * as again from "./other.js";
import { inner, sameInThere } from "./other.js";

console.log(ns === ns, ns === again, inner === ns, sameInThere(ns));
console.log([() => ns].map((f) => f())[0] === again);
console.log(Object.setPrototypeOf(ns, null) === ns);
for (const refused of [() => { ns.inner = 1; }, () => { delete ns.inner; }, () => { ns.fresh = 1; }]) {
  try {
    refused();
  } catch (e) {
    console.log(e.message);
  }
}

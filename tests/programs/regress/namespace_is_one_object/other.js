import * as self from "./other.js";
console.log("later" in self, "missing" in self);
try {
  self.later;
} catch (e) {
  console.log(e.message);
}
export { self as inner };
export const sameInThere = (ns) => ns === self;
export let later = 1;

// expect: twice
// line: 3
import { twice } from "./support/both.js";
console.log(twice);

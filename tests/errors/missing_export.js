// expect: absent
// line: 4
// The module is there, the name is not.
import { absent } from "./support/exporter.js";
console.log(absent);

// expect: default
// line: 3
import thing from "./support/exporter.js";
console.log(thing);

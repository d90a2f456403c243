// expect: not supported yet
// line: 4
const a = 1;
import("./support/exporter.js");

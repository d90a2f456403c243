// expect: no_such_file.js
// line: 4
const a = 1;
import b from "./no_such_file.js";

import fs from 'node:fs'; // line: 1
import { join } from 'path'; // line: 2
console.log(fs, join);
// expect: cannot import `node:fs`: it is a module of Node's
// expect: cannot import `path`: it is a module of Node's

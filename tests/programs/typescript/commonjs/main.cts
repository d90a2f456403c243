// A CommonJS file in TypeScript.
import lib = require('./lib.cjs');
import unused = require('./missing.cjs');
import json = require('../modules/data.json');
import type { Shape } from '../modules/shapes.js';
const { origin, Point } = lib;
const shape: Shape | undefined = undefined;
console.log(new Point(1, 2).toString(), origin.toString(), typeof module, require.main === module, shape, json.n);
declare const process: { argv: string[] };
module.exports = { ok: true as const };

// TypeScript modules: files named by what they compile to, types that vanish, enums and namespaces across files.
import { Colour, type Shape, area, Shapes } from './shapes.js';
import type { Nowhere } from './nowhere.js';
import * as all from './shapes.js';
import helper, { Unused } from './helper.mjs';
import { Only } from './shapes.js';
import cjs = require('./legacy.cjs');
import { extensionless } from './extensionless';
export type { Shape };
export { Only };
const square: Shape = { side: 3, colour: Colour.Green };
let nothing: Nowhere | Only | undefined;
console.log(area(square), Colour[square.colour], Shapes.unit.side, nothing);
console.log(Object.keys(all).join(), helper<number>(4), cjs.value, cjs.doubled(4), extensionless);

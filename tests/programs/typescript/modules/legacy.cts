import type { Shape } from './shapes.js';
import inner = require('./inner.cjs');
namespace Legacy { export const value = inner.text; export function doubled(n: number) { return n * inner.factor; } }
export = Legacy;

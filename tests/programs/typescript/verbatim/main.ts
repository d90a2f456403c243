// Under `verbatimModuleSyntax` an import stays unless it says `type`.
import { loaded } from './log.js';
import { value } from './used.js';
import { value as unused } from './value_unused.js';
import type { Interface } from './type_clause.js';
import { type Interface as Inline } from './inline_types.js';
import {} from './empty_braces.js';
import './side_effect.js';
import * as star from './star_unused.js';
import byDefault from './default_unused.js';
import mixed, { type Interface as Mixed } from './mixed.js';
export type { Interface as Exported } from './export_type_from.js';
export { type Interface as ExportedInline } from './export_inline_type.js';
let x: Interface | Inline | Mixed | typeof unused | typeof star | typeof byDefault | typeof mixed;
console.log('used:', value);
console.log('loaded:', loaded.join());

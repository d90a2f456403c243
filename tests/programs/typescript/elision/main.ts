// Which imports and exports of types vanish, and what stays of the others.
import { loaded } from './log.js';
import { value, Class, type Interface, Type } from './used.js';
import type { value as typeValue, Class as TypeClass } from './type_clause.js';
import type DefaultType from './default_as_type.js';
import { type Interface as Inline, type Class as InlineClass } from './inline_types.js';
import { Interface as OnlyInterface, Type as OnlyType } from './only_types.js';
import unusedDefault from './unused_default.js';
import * as unusedStar from './unused_star.js';
import {} from './empty_braces.js';
import './side_effect.js';
import mixedDefault, { type Type as MixedType, value as mixedValue } from './mixed.js';
import { value as inTypeof } from './in_typeof.js';
import { Enum } from './enum_type.js';
import { Interface as Implemented, Class as ImplementedClass } from './implemented.js';
import * as space from './namespace_type.js';
import { Only } from './only_interface.js';
import { Class as Extended } from './extended.js';
import { value as shorthand } from './shorthand.js';
import { value as shadowed } from './shadowed.js';
import { Class as HeritageType } from './in_heritage_type.js';
import defaultAnd, { type Interface as AndInterface } from './default_and_types.js';
import * as aliasSpace from './alias_value.js';
import { reexportedValue, whole, viaLocal, value as starValue } from './reexporting.js';
import type { ReexportedClass, ReexportedType, ViaType } from './reexporting.js';
import * as hub from './reexporting.js';
import LegacyClass = require('./legacy.cjs');
import legacyDefault from './legacy.cjs';
import * as legacyStar from './legacy_object.cjs';
import { made, count, again, up } from './legacy_exports.cjs';

import alias = aliasSpace.value;
import AliasType = aliasSpace.Type;

console.log('used:', value, new Class().name);
console.log('default beside types:', mixedDefault(), mixedValue);
let a: Interface | Type | typeValue | TypeClass | DefaultType | Inline | InlineClass;
let b: OnlyInterface | OnlyType | typeof unusedDefault | unusedStar.Interface | MixedType | typeof inTypeof;
let c: Enum.A | Enum | Only | space.Interface | ReexportedClass | ReexportedType | ViaType | AliasType;
class Implementing implements Implemented, ImplementedClass {
  x = 1;
  name = 'implements';
}
class Extending extends Extended implements HeritageType {}
console.log('heritage:', new Implementing().name, new Extending().name);
console.log('shorthand:', JSON.stringify({ shorthand }));
function shadow(shadowed: string) {
  return shadowed;
}
console.log('shadowed everywhere:', shadow('parameter'));
console.log('alias of a value:', alias);
let d: AndInterface = { x: 1 };
console.log('re-exported:', reexportedValue, whole.value, viaLocal, starValue);
console.log('names of the hub:', Object.keys(hub).join());
console.log('import of CommonJS:', new LegacyClass().kind, LegacyClass.version, legacyDefault === LegacyClass);
console.log('names of CommonJS:', Object.keys(legacyStar).join(), legacyStar.default.named, legacyStar.shape.x);
up();
console.log('exports of CommonJS:', made, typeof count, again.named);
console.log('loaded:', loaded.join());

function twice(x: number): number {
  return x * 2;
}
type Twice = typeof twice;
interface Both {
  x: number;
}
const Both = 1;
enum Direction {
  Up,
}
export { twice, Twice, Both, Direction as Way, type Interface };
export { Enum } from './enum_type.js';
export type { Class } from './used.js';
export default twice;
import * as self from './main.js';
console.log('own exports:', Object.keys(self).join());

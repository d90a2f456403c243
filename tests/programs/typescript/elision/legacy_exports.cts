import legacy = require('./legacy.cjs');
import type onlyType = require('./not_there.cjs');
import unused = require('./not_there_either.cjs');
export import again = require('./legacy_object.cjs');
export const made = new legacy().kind;
export let count = legacy.version;
export function up() {
  count++;
}
let typed: onlyType | undefined;
let options: legacy.Options | unused.Something | undefined;

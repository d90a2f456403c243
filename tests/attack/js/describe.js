// Values as text: the same on every tier, whatever was collected meanwhile.

// Elements, properties and characters that are shown.
const SHOWN = 8;
const CHARACTERS = 60;

function describe(value, levels) {
  try {
    return description(value, levels);
  } catch (error) {
    return '(refuses: ' + kindOfError(error) + ')';
  }
}

function description(value, levels) {
  switch (typeof value) {
    case 'string':
      return describeString(value);
    case 'bigint':
      return call0(bigintToString, value) + 'n';
    case 'symbol':
      return 'Symbol(' + call0(symbolDescription, value) + ')';
    case 'number':
      return value === 0 && 1 / value < 0 ? '-0' : '' + value;
    case 'function':
    case 'object':
      return value === null ? 'null' : describeObject(value, levels);
    default:
      return '' + value;
  }
}

function describeString(text) {
  let shown = '';
  for (let i = 0; i < text.length && i < CHARACTERS; i++) {
    const unit = apply(charCodeAt, text, [i]);
    shown += unit >= 32 && unit < 127 ? text[i] : '<' + unit + '>';
  }
  return text.length > CHARACTERS ? '"' + shown + '..."' + text.length : '"' + shown + '"';
}

function describeKey(key) {
  return typeof key === 'symbol' ? '[' + call0(symbolDescription, key) + ']' : describeString(key);
}

function describeObject(object, levels) {
  const path = apply(mapGet, paths, [object]);
  if (path !== undefined) return path === '' ? 'globalThis' : path;
  const label = apply(labelGet, labels, [object]);
  if (label !== undefined && label !== 'callback' && label !== 'species') return '<' + label + '>';
  let text = typeof object === 'function' ? 'function' : isArray(object) ? 'array' : 'object';
  const prototype = getPrototypeOf(object);
  const from = prototype === null ? 'null' : apply(mapGet, paths, [prototype]);
  if (from !== undefined) text += '(' + from + ')';
  if (levels === 0) return text;
  text += describeInside(object, levels);
  const keys = ownKeys(object);
  text += '{';
  for (let i = 0; i < keys.length && i < SHOWN; i++) {
    if (NOT_DESCRIBED[keys[i]] !== undefined) continue;
    const d = getOwnPropertyDescriptor(object, keys[i]);
    if (d === undefined) continue;
    setPrototypeOf(d, null);
    const flags = (d.writable ? 'w' : '') + (d.enumerable ? 'e' : '') + (d.configurable ? 'c' : '');
    text += describeKey(keys[i]) + (flags === 'wec' ? ':' : ' ' + flags + ':');
    text += d.get !== undefined || d.set !== undefined ? 'accessor,' : describe(d.value, levels - 1) + ',';
  }
  return text + (keys.length > SHOWN ? '...' + keys.length : '') + '}' + (isExtensible(object) ? '' : '!');
}

// What a collection or a buffer holds, if it is one.
function describeInside(object, levels) {
  let text = '';
  let n = 0;
  const entry = (value, key) => {
    if (n++ < SHOWN) text += describe(key, levels - 1) + '=>' + describe(value, levels - 1) + ';';
  };
  if (attempt(() => (apply(mapForEach, object, [entry]), true))) return '[' + text + n + ']';
  if (attempt(() => (apply(setForEach, object, [entry]), true))) return '[' + text + n + ']';
  const length = attempt(() => call0(bufferByteLength, object));
  if (length !== undefined) return '[' + length + ' bytes]';
  return '';
}

// The name of an error's constructor, by its prototypes; else the value.
function kindOfError(error) {
  if (!isObject(error)) return describe(error, 0);
  const prototype = attempt(() => getPrototypeOf(error));
  const path = prototype === undefined || prototype === null ? undefined : apply(mapGet, paths, [prototype]);
  if (path === undefined) return describe(error, 1);
  const message = attempt(() => getOwnPropertyDescriptor(error, 'message')?.value);
  return path + ' ' + (typeof message === 'string' ? describeString(message) : describe(message, 0));
}

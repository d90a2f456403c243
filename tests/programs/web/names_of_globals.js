// The globals are there by every way of naming them, and a program's own names come first.
console.log(typeof URL, typeof globalThis.TextEncoder, typeof globalThis['struct' + 'uredClone'], 'crypto' in globalThis);
const { AbortController: Controller, structuredClone: clone } = globalThis;
console.log(Controller.name, clone([1]));
class URLSearchParams {
  own = true;
}
console.log(new URLSearchParams());
function shadow(performance) {
  return performance;
}
console.log(shadow('argument'));
{
  const btoa = (text) => `own ${text}`;
  console.log(btoa('x'));
}
console.log(btoa('x'));
globalThis.atob = () => 'replaced';
console.log(atob('eA=='));
const saved = globalThis.URL;
globalThis.URL = undefined;
console.log(typeof URL, saved.canParse('a:b'));
delete globalThis.URL;
try {
  URL;
} catch (e) {
  console.log(e.name, e.message);
}
for (const name of ['Event', 'EventTarget', 'CustomEvent', 'structuredClone']) {
  const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(globalThis, name);
  console.log(name, writable, enumerable, configurable);
}

// Lets the host put a function, or anything, where other modules find it.
export function set(value) {
  globalThis.hook = value;
}

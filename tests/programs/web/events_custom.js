// CustomEvent carries a detail.
const target = new EventTarget();
target.addEventListener('message', (event) => console.log(event.detail));
for (const detail of [undefined, null, 0, 'text', { deep: [1, 2] }]) {
  target.dispatchEvent(new CustomEvent('message', { detail }));
}
const event = new CustomEvent('plain');
console.log(event.detail, event instanceof Event, event instanceof CustomEvent);
console.log(Object.prototype.toString.call(event), CustomEvent.name, CustomEvent.length);
console.log(Object.getPrototypeOf(CustomEvent) === Event);
console.log(Object.keys(CustomEvent.prototype), Object.keys(EventTarget.prototype));

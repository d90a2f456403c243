// Listeners in their order, once, capture as part of the identity, objects with handleEvent, removal during a dispatch.
const target = new EventTarget();
const log = (name) => (event) => console.log(name, event.type, event.target === target);
const first = log('first');
target.addEventListener('go', first);
target.addEventListener('go', first);
target.addEventListener('go', first, true);
target.addEventListener('go', log('once'), { once: true });
target.addEventListener('solo', (event) => console.log(event.currentTarget === target, event.eventPhase, event.composedPath()[0] === target));
target.dispatchEvent(new Event('solo'));
const object = {
  name: 'object',
  handleEvent(event) {
    console.log(this.name, event.type);
  },
};
target.addEventListener('go', object);
target.addEventListener('go', function () {
  console.log('this is the target', this === target);
});
const event = new Event('go');
console.log(event.target, event.currentTarget, event.eventPhase, event.composedPath());
console.log(target.dispatchEvent(event));
console.log(event.target === target, event.currentTarget, event.eventPhase, event.composedPath());
console.log('again');
target.removeEventListener('go', first);
target.dispatchEvent(event);
target.removeEventListener('go', first, { capture: true });
target.removeEventListener('go', object);
console.log('and again');
target.dispatchEvent(event);

const other = new EventTarget();
const late = () => console.log('late');
other.addEventListener('x', () => {
  console.log('remover');
  other.removeEventListener('x', late);
});
other.addEventListener('x', late);
other.addEventListener('x', () => console.log('last'));
other.dispatchEvent(new Event('x'));
console.log(other.dispatchEvent(new Event('nobody')));

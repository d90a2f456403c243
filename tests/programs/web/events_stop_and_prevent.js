// preventDefault, stopPropagation, stopImmediatePropagation, passive listeners, and what options an event has.
const target = new EventTarget();
target.addEventListener('x', (e) => {
  e.preventDefault();
  console.log('prevented', e.defaultPrevented, e.returnValue);
});
console.log(target.dispatchEvent(new Event('x', { cancelable: true })));
console.log(target.dispatchEvent(new Event('x')));

const stop = new EventTarget();
stop.addEventListener('y', (e) => {
  console.log('stops', e.cancelBubble);
  e.stopPropagation();
  console.log(e.cancelBubble);
});
stop.addEventListener('y', (e) => {
  console.log('still called');
  e.stopImmediatePropagation();
});
stop.addEventListener('y', () => console.log('not called'));
stop.dispatchEvent(new Event('y'));

const e = new Event('z', { bubbles: true, cancelable: 1, composed: 'yes' });
console.log(e.bubbles, e.cancelable, e.composed, e.isTrusted, e.type);
console.log(typeof e.timeStamp, e.timeStamp >= 0);
e.cancelBubble = false;
console.log(e.cancelBubble);
e.cancelBubble = true;
console.log(e.cancelBubble);
e.initEvent('w', true, false);
console.log(e.type, e.bubbles, e.cancelable);
console.log(new Event(5).type, new Event(undefined).type, new Event('t', null).bubbles);
console.log(Event.NONE, Event.CAPTURING_PHASE, Event.AT_TARGET, Event.BUBBLING_PHASE);

class Loaded extends Event {
  constructor(size) {
    super('loaded');
    this.size = size;
  }
}
class Source extends EventTarget {
  #count = 0;
  fire() {
    this.#count++;
    return this.dispatchEvent(new Loaded(this.#count));
  }
}
const source = new Source();
source.addEventListener('loaded', (e) => console.log(e.size, e instanceof Loaded, e instanceof Event, String(e)));
source.fire();
source.fire();
console.log(source, Object.prototype.toString.call(source));

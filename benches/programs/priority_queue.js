// A binary heap of [priority, value] pairs in an array.
class Heap {
  constructor() { this.items = []; }
  push(priority, value) {
    const items = this.items;
    let i = items.length;
    items.push([priority, value]);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (items[parent][0] <= items[i][0]) break;
      const t = items[parent]; items[parent] = items[i]; items[i] = t;
      i = parent;
    }
  }
  pop() {
    const items = this.items, top = items[0], last = items.pop();
    if (items.length > 0) {
      items[0] = last;
      let i = 0;
      for (;;) {
        let least = i;
        const l = 2 * i + 1, r = l + 1;
        if (l < items.length && items[l][0] < items[least][0]) least = l;
        if (r < items.length && items[r][0] < items[least][0]) least = r;
        if (least === i) break;
        const t = items[least]; items[least] = items[i]; items[i] = t;
        i = least;
      }
    }
    return top;
  }
}
const heap = new Heap();
let seed = 12345, check = 0;
const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648);
for (let k = 0; k < 100000; k++) heap.push(random() % 1000003, k);
for (let k = 0; k < 300000; k++) { const [p, v] = heap.pop(); check = (check * 31 + p + v) % 1000000007; heap.push(p + random() % 1000, v); }
console.log('priority_queue', check);

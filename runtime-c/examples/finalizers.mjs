// What finalizers.c calls: builds objects and looks whether all of them are as they were made.
export function check(count) {
  const kept = [];
  for (let i = 0; i < count; i++) {
    kept.push({ i, text: 'text' + i, list: [i, i + 1], half: i + 0.5, tail: 'a'.repeat(i % 7) + i });
  }
  let wrong = 0;
  for (let i = 0; i < count; i++) {
    const o = kept[i];
    const same = o.i === i && o.text === 'text' + i && o.list.length === 2 && o.list[1] === i + 1;
    if (!same || o.half !== i + 0.5 || o.tail !== 'a'.repeat(i % 7) + i) wrong++;
  }
  return wrong;
}

// Calls the host a number of times and keeps nothing of it.
export function calls(host, count) {
  let seen = 0;
  for (let i = 0; i < count; i++) seen += host({ i }) ? 1 : 0;
  return seen;
}

export function fails() {
  throw new Error('of the finalizer');
}

export function fill() {
  const list = [];
  for (;;) list.push(new Array(1000).fill(0));
}

export function caught(host) {
  try {
    return 'returned ' + host();
  } catch (e) {
    return e.name + ': ' + e.message;
  }
}

// The pattern's own iterator closes at once, the loop's when the loop is left.
const log = [];

function items(name, n) {
  return {
    [Symbol.iterator]() {
      let i = 0;
      return {
        next: () => ({ value: `${name}${i}`, done: i++ >= n }),
        return() {
          log.push('close ' + name);
          return {};
        },
      };
    },
  };
}

async function* rows() {
  try {
    yield items('a', 3);
    yield items('b', 1);
    yield items('c', 3);
  } finally {
    log.push('close rows');
  }
}

(async () => {
  for await (const [x, y] of rows()) log.push(x + y);
  console.log(log.splice(0).join(', '));

  for await (const [x] of rows()) {
    log.push(x);
    break;
  }
  console.log(log.splice(0).join(', '));

  try {
    for await (const [x, y = await Promise.reject('default of ' + x)] of rows()) log.push(x + y);
  } catch (e) {
    log.push(e);
  }
  console.log(log.splice(0).join(', '));

  try {
    for await (const [{ length }, [z]] of rows()) log.push(length + z);
    for await (const [{ gone: { gone } }] of rows()) log.push(gone);
  } catch (e) {
    log.push(e.name);
  }
  console.log(log.join(', '));
})();

// What async_socket.c drives: an async generator that awaits what the host receives, and timers that make it send.

const delay = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Sends text in pieces that know nothing of lines, one at a time; then null, for the end.
export async function talk(send) {
  for (const piece of ['first li', 'ne\nsecond line\nthi', 'rd line\n', '\nno end', null]) {
    await delay(2);
    send(piece);
  }
}

// The lines of what `receive` promises: pieces of text, or null at the end. Returns how many there were.
export async function* lines(receive) {
  let rest = '';
  let count = 0;
  try {
    for (;;) {
      const piece = await receive();
      if (piece === null) break;
      const parts = (rest + piece).split('\n');
      rest = parts.pop();
      for (const line of parts) {
        count++;
        yield line;
      }
    }
    if (rest !== '') {
      count++;
      yield `${rest} (cut off)`;
    }
    return count;
  } finally {
    console.log(`lines: closed after ${count}`);
  }
}

// Awaits what a thread of the host computes.
export async function report(checksum) {
  console.log('checksum:', await checksum('all the lines'));
}

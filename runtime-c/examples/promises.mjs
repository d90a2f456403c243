// What promises.c calls: functions that await what the host settles, and rejections.

export async function greet(fetch) {
  try {
    return `hello ${await fetch('name')}`;
  } catch (error) {
    return `caught ${error}`;
  }
}

export async function fails(text) {
  throw new Error(text);
}

export function throwsLater() {
  setTimeout(() => {
    throw new Error('in a timer');
  }, 0);
  setTimeout(() => console.log('the timer after it'), 0);
}

export function listen() {
  const listener = (reason) => console.log('JavaScript is told of', reason.message);
  process.on('unhandledRejection', listener);
  return () => {
    process.off('unhandledRejection', listener);
  };
}

// An async iterator that is no generator: its answers are no promises, and there is no `throw`.
export const counter = {
  [Symbol.asyncIterator]() {
    let at = 0;
    return { next: (step) => ({ value: (at += step), done: at > 5 }), return: () => 1 };
  },
};

export function* sync() {
  yield 1;
}

export const ready = await Promise.resolve('the top level has ended');

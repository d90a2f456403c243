// Two tasks that talk by two queues: a request, an answer.
class Queue {
  items = [];
  waiters = [];

  put(v) {
    const waiter = this.waiters.shift();
    if (waiter) waiter(v);
    else this.items.push(v);
  }

  get() {
    if (this.items.length > 0) return Promise.resolve(this.items.shift());
    return new Promise(resolve => this.waiters.push(resolve));
  }
}

async function serve(requests, answers, n) {
  for (let i = 0; i < n; i++) answers.put(await requests.get() * 2);
}

async function run(n) {
  const requests = new Queue();
  const answers = new Queue();
  const server = serve(requests, answers, n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    requests.put(i);
    sum += await answers.get();
  }
  await server;
  return sum;
}

run(400000).then(sum => console.log(sum));

class Account {
  #balance = 0;
  #log = [];
  static #opened = 0;

  static async open(start) {
    await null;
    const a = new Account();
    await a.#deposit(start);
    Account.#opened++;
    return a;
  }

  static get opened() {
    return Account.#opened;
  }

  async #deposit(n) {
    this.#log.push('+' + n);
    await null;
    this.#balance += n;
    return this;
  }

  async *#history() {
    for (const line of this.#log) yield line;
    yield '=' + this.#balance;
  }

  get #later() {
    return Promise.resolve(this.#balance);
  }

  static async #secret(x) {
    return 'secret ' + await x;
  }

  async deposit(n) {
    return (await this.#deposit(n)).#balance;
  }

  async history() {
    const lines = [];
    for await (const line of this.#history()) lines.push(line);
    return lines.join(' ');
  }

  async twice() {
    this.#balance *= await 2;
    return await this.#later;
  }

  static tell(x) {
    return Account.#secret(x);
  }

  static async has(o) {
    return #balance in await o;
  }

  static async steal(o) {
    return o.#deposit(1);
  }
}

(async () => {
  const a = await Account.open(5);
  console.log(await a.deposit(10), await a.history(), await a.twice());
  console.log(await Account.tell(Promise.resolve('told')), Account.opened);
  console.log(await Account.has(a), await Account.has(Promise.resolve({})));
  console.log(await Account.steal({}).catch((e) => e.name));

  const both = await Promise.all([a.deposit(1), a.deposit(2), a.deposit(3)]);
  console.log(both.join(), await a.history());
})();

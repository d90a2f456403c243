// Node has these functions from version 25 on.
const bytes = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const shown = (a) => `[${[...a].join(' ')}]`;
for (const text of ['', 'f', 'fo', 'foo', 'foob', '\xfb\xff\xbf']) {
  const a = bytes(text);
  const url = a.toBase64({ alphabet: 'base64url', omitPadding: true });
  console.log(`${shown(a)}:`, a.toBase64(), url, a.toHex(), shown(Uint8Array.fromBase64(a.toBase64())),
    shown(Uint8Array.fromBase64(url, { alphabet: 'base64url' })), shown(Uint8Array.fromHex(a.toHex())));
}
function tried(what, f) {
  try {
    const answer = f();
    console.log(`${what}:`, answer instanceof Uint8Array ? shown(answer) : JSON.stringify(answer));
  } catch (e) {
    console.log(`${what}:`, e.name);
  }
}
const ways = ['loose', 'strict', 'stop-before-partial'];
for (const text of [' Z g = = ', 'Zg', 'Zg=', 'Zh==', 'Zm9vZ', 'Zm9v=', 'Zg==Zg==', 'Zm9*', 'Zm9-']) {
  for (const lastChunkHandling of ways) {
    tried(`'${text}' ${lastChunkHandling}`, () => Uint8Array.fromBase64(text, { lastChunkHandling }));
  }
}
for (const size of [0, 1, 2, 3, 5, 6]) {
  const target = new Uint8Array(size);
  tried(`base64 into ${size}`, () => target.setFromBase64('Zm9vYmE='));
  tried(`hex into ${size}`, () => new Uint8Array(size).setFromHex('0aFF10'));
  console.log('has', shown(target));
}
const target = new Uint8Array(4);
tried('wrong hex', () => target.setFromHex('0aFFxx'));
console.log('before the error', shown(target));
tried('odd hex', () => Uint8Array.fromHex('0a1'));
tried('no string', () => Uint8Array.fromBase64(new String('Zg==')));
tried('no options', () => Uint8Array.fromBase64('Zg==', 1));
tried('no such alphabet', () => Uint8Array.fromBase64('Zg==', { alphabet: 'base32' }));
tried('no conversion of options', () => Uint8Array.fromBase64('Zg==', { alphabet: Object('base64') }));
tried('other arrays', () => Uint8Array.prototype.toHex.call(new Int8Array(1)));
tried('a subclass', () => (class extends Uint8Array {}).fromHex('01').constructor === Uint8Array);
const detached = new Uint8Array(2);
tried('detached', () => detached.toBase64({ get alphabet() { detached.buffer.transfer(); } }));
const part = new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 4);
tried('part', () => part.toHex());
tried('into a part', () => part.setFromHex('aabbccdd'));
console.log(shown(new Uint8Array(part.buffer)));

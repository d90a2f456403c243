// TextDecoder: labels, invalid bytes, byte-order marks, streams.
const decode = (bytes, label, options) => new TextDecoder(label, options).decode(new Uint8Array(bytes));
console.log(decode([0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]));
console.log(JSON.stringify(decode([0x61, 0xff, 0xe2, 0x82, 0x62, 0xc3])));
console.log(decode([0xef, 0xbb, 0xbf, 0x61]).length, decode([0xef, 0xbb, 0xbf, 0x61], 'utf-8', { ignoreBOM: true }).length);
for (const label of ['utf8', ' UTF-8 ', 'latin1', 'ascii', 'utf-16', 'utf-16be', 'sjis', 'gb2312', 'big5', 'koi8-r', 'windows-1251']) {
  console.log(label, new TextDecoder(label).encoding);
}
console.log(decode([0x61, 0, 0xac, 0x20], 'utf-16le'), decode([0, 0x61, 0x20, 0xac], 'utf-16be'));
console.log(decode([0x93, 0xfa, 0x96, 0x7b], 'shift_jis'), decode([0xc4, 0xe3], 'gbk'), decode([0xcf, 0xf0], 'windows-1251'));
const stream = new TextDecoder();
const parts = [[0xe2], [0x82], [0xac, 0xf0, 0x9f], [0x98, 0x80, 0x41]];
console.log(parts.map((part) => stream.decode(new Uint8Array(part), { stream: true })), JSON.stringify(stream.decode()));
console.log(JSON.stringify(stream.decode(new Uint8Array([0xe2]), { stream: true }) + stream.decode()));
const buffer = new Uint8Array([0x78, 0x61, 0x62, 0x63, 0x79]).buffer;
console.log(new TextDecoder().decode(buffer), new TextDecoder().decode(new DataView(buffer, 1, 3)), new TextDecoder().decode(new Uint8Array(buffer, 4)), JSON.stringify(new TextDecoder().decode()));
const attempt = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message, e.stack.split('\n')[0]);
  }
};
attempt(() => decode([0xff], 'utf-8', { fatal: true }));
attempt(() => decode([0x61], 'utf-8', { fatal: true }));
attempt(() => new TextDecoder('nope'));
attempt(() => new TextDecoder('utf-8', 5));
attempt(() => new TextDecoder().decode(5));
attempt(() => TextDecoder());
attempt(() => TextDecoder.prototype.decode.call({}));
const decoder = new TextDecoder('utf-8', { fatal: true });
console.log(decoder.fatal, decoder.ignoreBOM, Object.prototype.toString.call(decoder));

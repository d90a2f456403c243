// Hashes of bytes and of strings: shifts, sums that wrap, charCodeAt.
function ofBytes(bytes) { let h = 0; for (let i = 0; i < bytes.length; i++) { h = (h << 5) - h + bytes[i]; h |= 0; } return h; }
function ofText(text) {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) { h ^= text.charCodeAt(i); h = (h + (h << 1) + (h << 4) + (h << 7) + (h << 8) + (h << 24)) >>> 0; }
  return h;
}
const bytes = [];
for (let i = 0; i < 1000; i++) bytes.push(i * 7919 % 255);
const text = 'the quick brown fox jumps over the lazy dog; '.repeat(20);
let all = 0;
for (let k = 0; k < 20000; k++) all = (all ^ ofBytes(bytes) ^ ofText(text)) >>> 0;
console.log('string_hash', all);

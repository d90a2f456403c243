// Strings by appending, slicing, joining and reading back.
const N = 3000000;
let s = '';
for (let i = 0; i < N; i++) s += String.fromCharCode(97 + (i * 7) % 26);
let h = 0;
for (let i = 0; i < s.length; i++) h = (Math.imul(h, 31) + s.charCodeAt(i)) | 0;
const parts = [];
for (let i = 0; i + 10 <= s.length; i += 10) parts.push(s.slice(i, i + 5) + i);
const joined = parts.join('-');
let dashes = 0;
for (const c of joined) if (c === '-') dashes++;
console.log('string_build', h, joined.length, dashes);

// Regular expressions over a log: literals, prefixes, anchors, classes, groups, lines.
const LINES = 4000;
const words = ['error', 'warning', 'info', 'debug'];
let log = '';
for (let i = 0; i < LINES; i++) {
  log += `2024-01-${10 + (i % 20)} [${words[(i * 7) % 4]}] request ${i} took ${(i * 37) % 900} ms, user=u${i % 50}; path=/a/b${i % 9}\n`;
}
const wide = log + '\u2013';
let sum = 0;
for (const text of [log, wide]) {
  for (let round = 0; round < 8; round++) {
    sum += text.replace(/request/g, 'r').length;
    sum += text.replaceAll(/user=u7;/g, '').length;
    sum += text.split(/\n/).length;
    sum += (text.match(/\[error\] request \d+7 /g) ?? []).length;
    sum += text.search(/path=\/none/);
    sum += /^2024-01-10/.test(text) ? 1 : 0;
    sum += /^missing/.test(text) ? 1 : 0;
  }
  for (const match of text.matchAll(/took (\d+) ms, user=(?<user>\w+)/g)) sum = (sum + Number(match[1]) + match.groups.user.length) % 1000003;
}
for (const line of log.split('\n')) {
  if (/^\d{4}-\d\d-\d\d/.test(line)) sum++;
  const key = /user=(\w+)/.exec(line);
  if (key !== null) sum += key[1].length;
  sum += line.trim().replace(/[;,]/g, ' ').length;
}
console.log('regexp_text', sum);

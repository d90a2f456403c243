const d = new Date(Date.UTC(2024, 1, 29, 12, 34, 56, 789));
console.log(d, JSON.stringify({ d }), d.getTime(), d.toUTCString(), d.getUTCDay(), +d === d.valueOf());
console.log(Date.parse('2024-02-29'), Date.parse('2024-02-29T12:00:00.5+02:00'),
  Date.parse('Thu, 29 Feb 2024 12:00:00 GMT'), Date.parse('29 Feb 2024 1:00 PM UTC'), Date.parse('2024-13-01'));
const local = new Date(2020, 5, 15, 10, 20, 30, 40);
console.log(local.getFullYear(), local.getMonth(), local.getDate(), local.getHours(), local.getMinutes(),
  local.getSeconds(), local.getMilliseconds(), local.getDay());
console.log(new Date(local.toString()).getTime() === local.getTime() - 40, local.setMonth(12) === local.getTime(),
  local.getFullYear(), local.getMonth());
const u = new Date(0);
u.setUTCFullYear(1999, 11, 31);
u.setUTCHours(23, 59, 59, 999);
console.log(u.toISOString(), u.setUTCMilliseconds(1000), u.toISOString());
console.log(new Date(8.64e15).toISOString(), new Date(-1e14).toISOString(), new Date(8.64e15 + 1).getTime(),
  new Date(99, 0).getFullYear(), String(new Date(NaN)));
try { new Date(NaN).toISOString(); } catch (e) { console.log(e.name); }
console.log(typeof Date(), `${new Date(NaN)}`, new Date(5) - new Date(2), new Date(1) < new Date(2),
  Object.prototype.toString.call(d), new Date(d) !== d, new Date(NaN).toJSON());

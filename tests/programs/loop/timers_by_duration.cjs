// Timers of one duration come by age, others by deadline, and what they start comes in its turn.
for (const ms of [400, 100, 300, 100, 200, 0, 1, 400]) setTimeout((name) => console.log(name), ms, `${ms} ms`);
setTimeout(() => {
  console.log('150 ms');
  setTimeout(() => console.log('150 + 100 ms'), 100);
  setTimeout(() => console.log('150 + 600 ms'), 600);
}, 150);

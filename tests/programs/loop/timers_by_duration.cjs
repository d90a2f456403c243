// Timers of one duration come by age, others by deadline, and what they start comes in its turn.
for (const ms of [40, 10, 30, 10, 20, 0, 1, 40]) setTimeout((name) => console.log(name), ms, `${ms} ms`);
setTimeout(() => {
  console.log('15 ms');
  setTimeout(() => console.log('15 + 10 ms'), 10);
  setTimeout(() => console.log('15 + 60 ms'), 60);
}, 15);

// refresh lets the delay count anew, even of a timer that has run, but not of one that was cancelled.
const start = performance.now();
const late = setTimeout(() => console.log('late'), 180);
setTimeout(() => { console.log('refreshed', late.refresh() === late); }, 120);
setTimeout(() => console.log('35 ms'), 210);
let runs = 0;
const again = setTimeout(() => {
  console.log('run', ++runs);
  if (runs < 3) again.refresh();
}, 360);
setTimeout(() => again.refresh(), 1500);
const gone = setTimeout(() => console.log('must not run'), 60);
clearTimeout(gone);
console.log(gone.refresh() === gone);

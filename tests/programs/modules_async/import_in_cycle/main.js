// A module imports the one that imported it: it sees what is there.
export const early = 'early';
import('./other.js').then((ns) => console.log(ns.before, ns.read(), ns.main.late))
  .then(() => import('./waits.js')).then((ns) => console.log(ns.seen));
export let late = 'late';

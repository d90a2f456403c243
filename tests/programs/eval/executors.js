// An executor whose arguments evaluated text reads.
const show = (label, p) => p.then((v) => console.log(label, 'fulfilled', v), (e) => console.log(label, 'rejected', e));

show('count', new Promise(function (a) { return a(eval('arguments.length')); }));
show('second', new Promise(function (a) { eval('arguments[1]')('no'); }));
show('arrow', new Promise(function (a) { (() => eval('arguments[1]')('arrow'))(); }));

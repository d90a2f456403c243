// Evaluated text brings the globals that it names, and leaves to the program what it has made of them.
const run = (0, eval);
console.log(run('new U' + "RL('http://h/x?y').pathname"));
console.log(Function('text', 'return bt' + 'oa(text)')('abc'));
globalThis['struct' + 'uredClone'] = 'own';
console.log(run('struct' + 'uredClone'));
const controller = run('new Abort' + 'Controller()');
controller.abort();
console.log(controller.signal.reason.name);
console.log(run('class TextDec' + 'oder { own = true }; new TextDec' + 'oder()'));

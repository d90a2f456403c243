// What Node documents of `process`: values that differ from machine to machine are told by type and relation.
function show(label, f) {
  try {
    console.log(label + ':', f());
  } catch (e) {
    console.log(label + ':', e.name, e.code, e.message);
  }
}
function shape(value) {
  return typeof value;
}

show('typeof process', () => typeof process);
show('tag', () => Object.prototype.toString.call(process));
show('String', () => String(process));
show('globalThis.process', () => globalThis.process === process);
show('in for-in of the global object', () => Object.keys(globalThis).includes('process'));

show(
  'argv',
  () => [Array.isArray(process.argv), process.argv.length, process.argv.every((a) => typeof a === 'string')].join(),
);
show('argv is writable', () => {
  const old = process.argv;
  process.argv = [...old, 'more'];
  const length = process.argv.length;
  process.argv = old;
  return length;
});
show('argv[0] is absolute', () => process.argv[0].startsWith('/'));
show('argv[0] is execPath', () => process.argv[0] === process.execPath);
show('argv0', () => shape(process.argv0));
show('execPath', () => [shape(process.execPath), process.execPath.startsWith('/')].join());
show('execArgv', () => [Array.isArray(process.execArgv), process.execArgv.length].join());
show('pid', () => [Number.isInteger(process.pid), process.pid > 0].join());
show('ppid', () => [Number.isInteger(process.ppid), process.ppid > 0, process.ppid !== process.pid].join());
show('platform', () => ['linux', 'darwin', 'win32', 'freebsd'].includes(process.platform));
show('arch', () => ['x64', 'arm64', 'arm', 'ia32'].includes(process.arch));
show('version', () => /^v\d+\.\d+\.\d+$/.test(process.version));
show('versions', () => Object.values(process.versions).every((v) => typeof v === 'string'));
show('cwd', () => [shape(process.cwd()), process.cwd().startsWith('/'), process.cwd.length].join());

show('uptime', () => [shape(process.uptime()), process.uptime() >= 0, process.uptime() < 1000].join());
show('uptime grows', () => {
  const before = process.uptime();
  for (let i = 0; i < 1000; i++);
  return process.uptime() >= before;
});
show('hrtime', () => {
  const time = process.hrtime();
  return [Array.isArray(time), time.length, Number.isInteger(time[0]), Number.isInteger(time[1]), time[1] < 1e9].join();
});
show('hrtime since', () => {
  const [seconds, nanoseconds] = process.hrtime(process.hrtime());
  return [seconds, nanoseconds >= 0, nanoseconds < 1e9].join();
});
show('hrtime since the start', () => process.hrtime([0, 0]).length);
show('hrtime borrows', () => {
  const now = process.hrtime();
  const [seconds, nanoseconds] = process.hrtime([now[0] - 5, 999999999]);
  return [seconds === 4 || seconds === 5, nanoseconds >= 0, nanoseconds < 1e9].join();
});
show('hrtime of a number', () => process.hrtime(5));
show('hrtime of null', () => process.hrtime(null));
show('hrtime of text', () => process.hrtime('12'));
show('hrtime of an object', () => process.hrtime({ 0: 1, 1: 2, length: 2 }));
show('hrtime of one', () => process.hrtime([1]));
show('hrtime of three', () => process.hrtime([1, 2, 3]));
show('hrtime.bigint', () => [shape(process.hrtime.bigint()), process.hrtime.bigint() > 0n].join());
show('hrtime.bigint grows', () => {
  const before = process.hrtime.bigint();
  return process.hrtime.bigint() >= before;
});
show('both clocks agree', () => {
  const [seconds, nanoseconds] = process.hrtime();
  const difference = process.hrtime.bigint() - (BigInt(seconds) * 1000000000n + BigInt(nanoseconds));
  return difference >= 0n && difference < 5000000000n;
});

show('memoryUsage', () => {
  const { rss, heapTotal, heapUsed } = process.memoryUsage();
  return [rss, heapTotal, heapUsed].every((value) => typeof value === 'number' && value > 0);
});
show('memoryUsage.heapUsed', () => process.memoryUsage().heapUsed > 0);
show('memoryUsage.rss', () => [shape(process.memoryUsage.rss()), process.memoryUsage.rss() > 100000].join());
show('exitCode', () => process.exitCode);
show('exitCode of text', () => {
  process.exitCode = '0';
  return typeof process.exitCode;
});
show('exitCode of a fraction', () => (process.exitCode = 1.5));
show('exitCode of a boolean', () => (process.exitCode = true));
show('exitCode of words', () => (process.exitCode = 'one'));
show('exit of an object', () => process.exit({}));
show('exitCode is kept', () => process.exitCode);
process.exitCode = undefined;
show('exit.length', () => process.exit.length);

show('stdout', () => [typeof process.stdout, process.stdout.fd, process.stderr.fd, process.stdout.writable].join());
show('stdout.write', () => process.stdout.write('written '));
show('stdout.write of nothing', () => process.stdout.write(''));
show('stdout.write of bytes', () => process.stdout.write(new Uint8Array([98, 121, 116, 101, 115, 32])));
show('of a part of a buffer', () => process.stdout.write(new Uint8Array([120, 97, 98, 120]).subarray(1, 3)));
show('with an encoding', () => process.stdout.write(' é ', 'utf8'));
show('with another encoding', () => process.stdout.write('é', 'nonsense'));
show('of a DataView', () => process.stdout.write(new DataView(new Uint8Array([120, 100, 118, 32]).buffer, 1)));
show('stdout.write of a number', () => process.stdout.write(5));
show('stdout.write of null', () => process.stdout.write(null));
show('stdout.write of undefined', () => process.stdout.write());
show('stdout.write of an object', () => process.stdout.write({ toString: () => 'text' }));
show('stdout.write of an array', () => process.stdout.write(['a']));
show('stdout.write of true', () => process.stdout.write(true));
show('stdout.write of a symbol', () => process.stdout.write(Symbol('s')));
show('stderr.write of a number', () => process.stderr.write(5));
show('stderr.write', () => process.stderr.write(''));
console.log('methods on their own:', typeof process.cwd.call(undefined), typeof (0, process.hrtime)()[0]);

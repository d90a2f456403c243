// The function around a CommonJS file has arguments, of which the file's own names are the parameters.
console.log(arguments.length, typeof arguments, Object.prototype.toString.call(arguments));
console.log(arguments[0] === exports, arguments[1] === require, arguments[2] === module, arguments[3] === __filename,
  arguments[4] === __dirname);
const arrow = () => arguments[2] === module;
console.log(arrow(), (() => (() => arguments.length)())());
function own() { return arguments.length; }
console.log(own(1, 2));
class Static { static size = (() => 1)(); static { this.seen = [typeof module]; } }
console.log(Static.size, Static.seen, [...arguments].length);
{
  let arguments = 'lexical';
  console.log(arguments);
}
console.log(typeof arguments);

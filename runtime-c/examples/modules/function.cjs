// A function is all that this exports, with a property.
module.exports = function greet(name) {
  return 'hello ' + name;
};
module.exports.language = 'English';

const d = 'd', e = 'e';
module.exports = { d, e: e, f: 'f', g: d };

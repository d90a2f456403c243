module.exports = { get computed() { return 'got'; } };

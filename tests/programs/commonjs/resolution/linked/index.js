module.exports = { filename: __filename.slice(-16), dep: require('./dep'), same: require('../files/a') };

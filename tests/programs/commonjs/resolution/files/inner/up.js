module.exports = [require('..'), require('../'), require('.'), require('./')].join();

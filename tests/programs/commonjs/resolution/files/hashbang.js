#!/usr/bin/env node
module.exports = 'files/hashbang.js';

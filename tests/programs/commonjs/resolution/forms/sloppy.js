exports.thisInFunction = typeof (function () { return this; })();

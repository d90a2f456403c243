exports.inner1 = "i1";
exports["str key"] = "sk";

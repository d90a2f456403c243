exports.loadedThen = module.loaded;
exports.isLoaded = () => module.loaded;

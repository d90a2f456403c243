const { exports: e } = module;
e.taken = 1;

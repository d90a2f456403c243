let a a;

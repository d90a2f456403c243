function d(target: unknown, context: unknown) {}
@d export class C { } // line: 2
// expect: `decorators` is not supported yet

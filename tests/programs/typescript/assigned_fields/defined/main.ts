export class Defined {
  a: number;
  b = 1;
}

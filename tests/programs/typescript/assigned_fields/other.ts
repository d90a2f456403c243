class Assigned {
  a: number;
  b = 1;
}
export function assignedToo() {
  return Object.keys(new Assigned()).join();
}

export const loaded: string[] = [];
export function load(name: string) {
  loaded.push(name);
}

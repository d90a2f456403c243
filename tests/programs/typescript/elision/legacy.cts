class Legacy {
  kind = 'legacy';
}
namespace Legacy {
  export const version = 3;
  export interface Options {
    x: number;
  }
}
export = Legacy;

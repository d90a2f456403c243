import { load } from './log.js';
load('exported_type');
export const value = 'exported_type value';
export class Class {
  name = 'exported_type class';
}
export enum Enum {
  A = 1,
  B,
}
export interface Interface {
  x: number;
}
export type Type = string;
export default function (): string {
  return 'exported_type default';
}

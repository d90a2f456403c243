import { load } from './log.js';
load('enum_type');
export const value = 'enum_type value';
export class Class {
  name = 'enum_type class';
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
  return 'enum_type default';
}

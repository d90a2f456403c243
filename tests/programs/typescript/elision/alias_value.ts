import { load } from './log.js';
load('alias_value');
export const value = 'alias_value value';
export class Class {
  name = 'alias_value class';
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
  return 'alias_value default';
}

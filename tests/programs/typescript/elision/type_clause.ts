import { load } from './log.js';
load('type_clause');
export const value = 'type_clause value';
export class Class {
  name = 'type_clause class';
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
  return 'type_clause default';
}

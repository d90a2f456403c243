import { load } from './log.js';
load('default_as_type');
export const value = 'default_as_type value';
export class Class {
  name = 'default_as_type class';
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
  return 'default_as_type default';
}

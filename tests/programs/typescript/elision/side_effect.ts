import { load } from './log.js';
load('side_effect');
export const value = 'side_effect value';
export class Class {
  name = 'side_effect class';
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
  return 'side_effect default';
}

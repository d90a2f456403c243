import { load } from './log.js';
load('in_heritage_type');
export const value = 'in_heritage_type value';
export class Class {
  name = 'in_heritage_type class';
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
  return 'in_heritage_type default';
}

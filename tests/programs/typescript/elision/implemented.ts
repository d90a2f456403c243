import { load } from './log.js';
load('implemented');
export const value = 'implemented value';
export class Class {
  name = 'implemented class';
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
  return 'implemented default';
}

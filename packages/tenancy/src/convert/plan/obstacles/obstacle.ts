import type { Obstacle } from '../plan.ts';

/** It stops the conversion. */
export const error = (name: string, why: string, instead: string): Obstacle => ({
  name,
  level: 'error',
  acceptable: false,
  why,
  instead,
});

/** It stops the conversion until somebody says that they can live with it. */
export const question = (name: string, why: string, instead: string): Obstacle => ({
  name,
  level: 'error',
  acceptable: true,
  why,
  instead,
});

/** It is worth knowing. */
export const warning = (name: string, why: string, instead: string): Obstacle => ({
  name,
  level: 'warning',
  acceptable: true,
  why,
  instead,
});

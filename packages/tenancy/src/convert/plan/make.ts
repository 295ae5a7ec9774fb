import { randomUUID } from 'node:crypto';
import type { ConversionConfig } from '../config/config.ts';
import type { Survey } from '../survey/survey.ts';
import { conversionOf, type Conversion } from './conversion.ts';
import { uniqueWithoutKey, unsecured, withoutKey, withProof } from './done.ts';
import { obstaclesOf } from './obstacles.ts';
import { backfillPhase } from './phases/backfill.ts';
import { columnsPhase } from './phases/columns.ts';
import { foreignKeysPhase } from './phases/foreign-keys.ts';
import { indexesPhase } from './phases/indexes.ts';
import { isolationPhase } from './phases/isolation.ts';
import { keysPhase } from './phases/keys.ts';
import { notNullPhase } from './phases/not-null.ts';
import { organizationsPhase } from './phases/organizations.ts';
import { orphansPhase } from './phases/orphans.ts';
import { ownPhase } from './phases/own.ts';
import type { Plan } from './plan.ts';

/**
 * Plans a conversion: everything that will be done, in order, each step with what takes it back.
 *
 * @param newKey makes the key of a default organization that is given none. Default: a random UUID.
 * @throws ConfigurationError when the configuration names what is not there.
 */
export function makePlan(
  survey: Survey,
  config: ConversionConfig,
  newKey: () => string = randomUUID,
): { readonly conversion: Conversion; readonly plan: Plan } {
  const conversion = conversionOf(survey, config, newKey);
  return { conversion, plan: planOf(conversion) };
}

function planOf(conversion: Conversion): Plan {
  const phases = [
    organizationsPhase(conversion),
    withProof(columnsPhase(conversion), withoutKey(conversion, true)),
    backfillPhase(conversion),
    orphansPhase(conversion),
    withProof(notNullPhase(conversion), withoutKey(conversion, false)),
    indexesPhase(conversion),
    foreignKeysPhase(conversion),
    withProof(keysPhase(conversion), uniqueWithoutKey(conversion)),
    ownPhase(conversion),
    withProof(isolationPhase(conversion), unsecured(conversion)),
  ].filter(({ steps }) => steps.length > 0);
  return {
    database: conversion.survey.database,
    phases: phases.map((phase, i) => ({
      ...phase,
      name: `${String(i + 1).padStart(2, '0')}-${phase.name}`,
    })),
    obstacles: obstaclesOf(conversion),
  };
}

import type { Conversion } from './conversion.ts';
import { declarationObstacles } from './obstacles/declaration.ts';
import { keyObstacles } from './obstacles/keys.ts';
import { legacyObstacles } from './obstacles/legacy.ts';
import { limits } from './obstacles/limits.ts';
import { objectObstacles } from './obstacles/objects.ts';
import { tableObstacles } from './obstacles/tables.ts';
import { waysAround } from './obstacles/ways-around.ts';
import type { Obstacle } from './plan.ts';

/** What cannot be converted, and what people should know before it starts; without what they have accepted. */
export function obstaclesOf(conversion: Conversion): readonly Obstacle[] {
  const accepted = new Set(conversion.config.accept ?? []);
  return [
    ...declarationObstacles(conversion),
    ...conversion.targets.flatMap(({ table, parts }) =>
      [table, ...parts].flatMap((one) => tableObstacles(conversion, one)),
    ),
    ...keyObstacles(conversion),
    ...limits(conversion),
    ...objectObstacles(conversion),
    ...legacyObstacles(conversion),
    ...waysAround(conversion),
  ].filter(({ name, acceptable }) => !(acceptable && accepted.has(name)));
}

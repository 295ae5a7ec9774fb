import type { Conversion } from '../../conversion.ts';
import { keptBy } from './kept-by.ts';
import { inTransaction, type Step } from '../../plan.ts';

/**
 * A function with its owner's rights, that everybody may call, would work for the new application, too: from here on it is
 * the old application's.
 */
export function routineSteps({ survey, legacy }: Conversion): readonly Step[] {
  return survey.routines
    .filter(
      ({ definer, executors, isTrigger }) => definer && executors.includes('public') && !isTrigger,
    )
    .map(({ signature, kind, executors }) => {
      const kept = keptBy(legacy.roles, executors);
      const word = kind === 'procedure' ? 'procedure' : 'function';
      const right = `execute on ${word} ${signature}`;
      return {
        id: `${signature}.revoke`,
        title: 'runs with the rights of its owner: not for the new application',
        tables: [],
        lock: 'none',
        rows: undefined,
        up: inTransaction(
          `revoke ${right} from public`,
          ...(kept === '' ? [] : [`grant ${right} to ${kept}`]),
        ),
        down: [
          inTransaction(
            `grant ${right} to public`,
            ...(kept === '' ? [] : [`revoke ${right} from ${kept}`]),
          ),
        ],
      } satisfies Step;
    });
}

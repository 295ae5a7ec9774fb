import { startBenchDatabase } from '../dataset/database.ts';
import { measureRlsAgainstWhere } from './measure.ts';
import { heading, line } from './table.ts';

const database = await startBenchDatabase();
try {
  console.log(heading);
  const comparisons = await measureRlsAgainstWhere(database, {
    onComparison: (comparison) => console.log(line(comparison)),
  });
  const missed = comparisons.filter(({ holds }) => !holds).length;
  console.log(`\n${comparisons.length - missed} of ${comparisons.length} hold.`);
} finally {
  await database.stop();
}

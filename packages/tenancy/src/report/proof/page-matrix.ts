import type { ProofReport } from '../../prove/types.ts';
import { html, type Html } from '../html.ts';
import { counted } from '../text.ts';
import { matrixOf, type MatrixRow } from './matrix.ts';
import {
  countOutcomes,
  outcomes,
  outcomeSigns,
  unfilledTables,
  type OutcomeCounts,
} from './outcomes.ts';
import { chip } from './page-chip.ts';

/** Objects by subjects, and what the signs mean. */
export function matrixSection(report: ProofReport): Html {
  const { subjects, rows } = matrixOf(report);
  return html`<section aria-labelledby="matrix">
    <h2 id="matrix">Matrix</h2>
    <p>
      A row is an object of the database, a column somebody who attacked it. A cell says what came
      of all attacks together: what is not right, with its number, or how all of them were kept out.
    </p>
    <div class="wide matrix" tabindex="0" role="region" aria-labelledby="matrix">
      <table>
        <thead>
          <tr>
            <th scope="col">Object</th>
            ${subjects.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(rowHtml)}
        </tbody>
      </table>
    </div>
    ${legend(report)}
  </section>`;
}

function rowHtml(row: MatrixRow): Html {
  const scope = row.scope === undefined ? undefined : html`<span class="scope">${row.scope}</span>`;
  return html`<tr>
    <th scope="row"><code>${row.object}</code>${scope}</th>
    ${row.cells.map((cell) => html`<td>${cellHtml(cell, row)}</td>`)}
  </tr>`;
}

function cellHtml(counts: OutcomeCounts | undefined, { unfilled }: MatrixRow): Html {
  if (counts === undefined) {
    return unfilled === undefined
      ? html`<span class="soft">not attacked</span>`
      : chip('unproved', 'no rows');
  }
  const wrong = (['leak', 'unproved', 'accepted'] as const).filter((one) => counts[one] > 0);
  if (wrong.length === 0) return chip(counts.blocked > 0 ? 'blocked' : 'no access');
  const chips = wrong.map((outcome) => {
    const count = counts[outcome];
    return chip(outcome, outcome === 'leak' ? counted(count, 'leak') : `${count} ${outcome}`);
  });
  return html`${chips}`;
}

function legend(report: ProofReport): Html {
  const counts = countOutcomes(report.attempts);
  const isUnfilled = unfilledTables(report).length > 0;
  const used = outcomes.filter((one) => counts[one] > 0 || (one === 'unproved' && isUnfilled));
  return html`<dl class="legend">
    ${used.map(
      (outcome) =>
        html`<dt>${chip(outcome)}</dt>
          <dd class="soft">${outcomeSigns[outcome].meaning}</dd>`,
    )}
  </dl>`;
}

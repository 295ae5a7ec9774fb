import type { Attempt, ProofReport } from '../../prove/types.ts';
import { html, type Html } from '../html.ts';
import { methods } from './coverage.ts';
import { groupBy } from './matrix.ts';
import { countOutcomes, outcomes, unfilledTables, whoOf, withOutcome } from './outcomes.ts';
import { chip } from './page-chip.ts';

/** What was not proved, with the reasons; nothing where everything was. */
export function unprovedSection(report: ProofReport): Html | undefined {
  const unfilled = unfilledTables(report);
  const attempts = withOutcome(report, 'unproved');
  if (unfilled.length + attempts.length === 0) return undefined;
  return html`<section aria-labelledby="unproved">
    <h2 id="unproved">Not proved</h2>
    <p>Nobody knows whether these are safe.</p>
    ${unfilled.length === 0 ? undefined : unfilledTable(unfilled)}
    ${attempts.length === 0 ? undefined : attemptTable(attempts, report, 'unproved', 'object')}
  </section>`;
}

/** What worked; nothing where nothing did. */
export function leakSection(report: ProofReport): Html | undefined {
  const attempts = withOutcome(report, 'leak');
  if (attempts.length === 0) return undefined;
  return html`<section aria-labelledby="leaks">
    <h2 id="leaks">Leaks</h2>
    <p>These attacks worked.</p>
    ${attemptTable(attempts, report, 'leaks', 'object')}
  </section>`;
}

/** What worked as it was said beforehand, each attack once; nothing where nothing did. */
export function acceptedSection(report: ProofReport): Html | undefined {
  const attempts = withOutcome(report, 'accepted');
  if (attempts.length === 0) return undefined;
  const titles = new Map(report.attacks.map(({ name, title }) => [name, title]));
  const byAttack = [
    ...groupBy(attempts, ({ attack, subject }) => JSON.stringify([attack, subject])),
  ];
  return html`<section aria-labelledby="accepted">
    <h2 id="accepted">Accepted beforehand</h2>
    <p>
      These attacks worked, and it was said beforehand that they do: by the configuration, or as a
      limit of PostgreSQL that tells nothing of other tenants’ rows.
    </p>
    <div class="wide" tabindex="0" role="region" aria-labelledby="accepted">
      <table>
        <thead>
          <tr>
            <th scope="col">Attack</th>
            <th scope="col">Who attacked</th>
            <th scope="col">On what</th>
          </tr>
        </thead>
        <tbody>
          ${byAttack.map(([, its]) => {
            const { attack = '', subject = '' } = its[0] ?? {};
            const objects = [...new Set(its.map(({ object }) => object))];
            return html`<tr>
              <td>${titles.get(attack) ?? attack}</td>
              <td>${subject}</td>
              <td>
                ${chip('accepted', `${its.length} accepted`)}
                ${objects.map((object, index) => html`${index === 0 ? '' : ', '}<code>${object}</code>`)}
              </td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Each attack, with what came of it everywhere. */
export function attackSection(report: ProofReport): Html {
  const byAttack = groupBy(report.attempts, ({ attack }) => attack);
  return html`<section aria-labelledby="attacks">
    <h2 id="attacks">What was tried</h2>
    <div class="wide" tabindex="0" role="region" aria-labelledby="attacks">
      <table>
        <thead>
          <tr>
            <th scope="col">Attack</th>
            <th scope="col">Name</th>
            <th scope="col">What came of it</th>
          </tr>
        </thead>
        <tbody>
          ${report.attacks.map(({ name, title }) => {
            const counts = countOutcomes(byAttack.get(name) ?? []);
            const chips = outcomes
              .filter((outcome) => counts[outcome] > 0)
              .map((outcome) => chip(outcome, `${counts[outcome]} ${outcome}`));
            const nothing = html`<span class="soft">not applied to anything</span>`;
            return html`<tr>
              <th scope="row">${title}</th>
              <td><code>${name}</code></td>
              <td>${chips.length === 0 ? nothing : chips}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Every attempt, by object; of each the unproved first, then the leaks. */
export function annex(report: ProofReport): Html {
  const byObject = [...groupBy(report.attempts, ({ object }) => object)];
  return html`<section aria-labelledby="annex">
    <h2 id="annex">Every attempt</h2>
    <p>
      With what the database answered. Values of rows are left out, of statements their parameters.
    </p>
    ${byObject.map(([object, attempts], index) => {
      const id = `object-${index}`;
      return html`<h3 id="${id}">${object}</h3>
        ${attemptTable(attempts, report, id, 'subject')}`;
    })}
  </section>`;
}

function attemptTable(
  attempts: readonly Attempt[],
  { attacks }: ProofReport,
  labelledBy: string,
  by: 'object' | 'subject',
): Html {
  const titles = new Map(attacks.map(({ name, title }) => [name, title]));
  const sorted = attempts.toSorted(
    (a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome),
  );
  const whoHeading = by === 'object' ? 'Object, and who attacked' : 'Who attacked';
  return html`<div class="wide annex" tabindex="0" role="region" aria-labelledby="${labelledBy}">
    <table>
      <thead>
        <tr>
          <th scope="col">Outcome</th>
          <th scope="col">Attack</th>
          <th scope="col">${whoHeading}</th>
          <th scope="col">What the database answered</th>
        </tr>
      </thead>
      <tbody>
        ${sorted.map((attempt) => {
          const { attack, object, outcome, answer, statement } = attempt;
          const who = whoOf(attempt);
          const how = html`<span class="scope">${methods[attempt.method].title}</span>`;
          const whom = by === 'object' ? html`<code>${object}</code><br />${who}` : who;
          const code =
            statement === '' ? undefined : html`<code class="statement">${statement}</code>`;
          return html`<tr>
            <td>${chip(outcome)}</td>
            <td>${titles.get(attack) ?? attack}</td>
            <td>${whom}${how}</td>
            <td>${answer}${code}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function unfilledTable(tables: ProofReport['tables']): Html {
  return html`<div class="wide" tabindex="0" role="region" aria-label="Tables without rows">
    <table>
      <thead>
        <tr>
          <th scope="col">Table without rows</th>
          <th scope="col">Why none could be made</th>
        </tr>
      </thead>
      <tbody>
        ${tables.map(
          ({ table, unfilled }) =>
            html`<tr>
              <th scope="row"><code>${table}</code></th>
              <td>${unfilled}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

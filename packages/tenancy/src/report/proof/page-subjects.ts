import type { LoginReport, ProofReport } from '../../prove/types.ts';
import { html, type Html } from '../html.ts';
import { methods } from './coverage.ts';

/** Who attacked, by which way, and what that way shows and does not show. */
export function subjectSection({ subjects, attempts, logins = [] }: ProofReport): Html {
  const used = new Set([...subjects, ...attempts].map(({ method }) => method));
  return html`<section aria-labelledby="subjects">
    <h2 id="subjects">Who attacked</h2>
    <p>Each acted for a tenant of its own, and tried to reach the rows of the other.</p>
    <div class="wide" tabindex="0" role="region" aria-labelledby="subjects">
      <table>
        <thead>
          <tr>
            <th scope="col">Subject</th>
            <th scope="col">Database role</th>
            <th scope="col">Session’s user</th>
            <th scope="col">How it came to run as that role</th>
          </tr>
        </thead>
        <tbody>
          ${subjects.map(
            ({ name, role, user, method }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td><code>${role}</code></td>
                <td><code>${user}</code></td>
                <td>${methods[method].title}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <div class="wide" tabindex="0" role="region" aria-label="What each way shows">
      <table>
        <thead>
          <tr>
            <th scope="col">Way</th>
            <th scope="col">What it shows</th>
            <th scope="col">What it does not show</th>
          </tr>
        </thead>
        <tbody>
          ${[...used].map((method) => {
            const { title, shows, hides } = methods[method];
            return html`<tr>
              <th scope="row">${title}</th>
              <td>${shows}</td>
              <td>${hides}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
    ${logins.length === 0 ? undefined : loginTable(logins)}
  </section>`;
}

/** What was attacked through real logins as well, in rows that were there before. */
function loginTable(logins: readonly LoginReport[]): Html {
  return html`<div class="wide" tabindex="0" role="region" aria-label="Real logins">
    <table>
      <thead>
        <tr>
          <th scope="col">Real login</th>
          <th scope="col">Subject</th>
          <th scope="col">Tables attacked through it, in rows that were there before</th>
          <th scope="col">Attacked in the admin’s transaction alone</th>
        </tr>
      </thead>
      <tbody>
        ${logins.map(
          ({ subject, user, attacked, passedOver }) =>
            html`<tr>
              <th scope="row"><code>${user}</code></th>
              <td>${subject}</td>
              <td>
                ${attacked.length === 0 ? 'none' : attacked.map((table) => html`<code>${table}</code><br />`)}
              </td>
              <td>
                ${passedOver.map(({ table, why }) => html`<code>${table}</code>: ${why}<br />`)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

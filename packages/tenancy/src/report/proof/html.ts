import type { ProofReport } from '../../prove/types.ts';
import { html, Html } from '../html.ts';
import { counted } from '../text.ts';
import { packageVersion } from '../version.ts';
import type { ProofAbout } from './about.ts';
import { notCovered } from './coverage.ts';
import { countOutcomes, outcomes, unfilledTables, verdictOf, type Verdict } from './outcomes.ts';
import {
  acceptedSection,
  annex,
  attackSection,
  leakSection,
  unprovedSection,
} from './page-attempts.ts';
import { outcomeClasses } from './page-chip.ts';
import { matrixSection } from './page-matrix.ts';
import { pageStyle } from './page-style.ts';
import { subjectSection } from './page-subjects.ts';

/**
 * The report as one page for whoever has to be convinced: nothing is loaded, nothing is run, and whatever objects are
 * called, it is shown as text. What is not proved comes first.
 */
export function proofHtml(report: ProofReport, about: ProofAbout = {}): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>Tenant isolation of ${report.database}: ${verdicts[verdictOf(report)].title}</title>
        <style>
          ${new Html(pageStyle)}
        </style>
      </head>
      <body>
        <main>
          ${head(report, about)} ${unprovedSection(report)} ${leakSection(report)}
          ${acceptedSection(report)} ${matrixSection(report)} ${subjectSection(report)}
          ${attackSection(report)}
          <section aria-labelledby="limits">
            <h2 id="limits">What this does not cover</h2>
            <ul class="plain">
              ${notCovered(report, about).map((text) => html`<li>${text}</li>`)}
            </ul>
          </section>
          ${annex(report)}
          <footer>
            Made by tenancy prove, @startkit/tenancy
            ${packageVersion()}${about.configFile === undefined ? '' : `, with ${about.configFile}`}.
            All rows that were attacked were made for it, in transactions that were rolled back.
          </footer>
        </main>
      </body>
    </html> `;
  return page.toString();
}

interface VerdictText {
  readonly title: string;
  readonly sign: string;
  readonly tone: string;
  readonly text: string;
}

const verdicts: Readonly<Record<Verdict, VerdictText>> = {
  leaks: {
    title: 'Tenants are not isolated',
    sign: '✗',
    tone: 'bad',
    text: 'At least one attack reached what belongs to another tenant.',
  },
  unproved: {
    title: 'Isolation is not proved',
    sign: '?',
    tone: 'doubt',
    text: 'No attack worked that was not expected to, but not everything could be tried. What was not tried is not safe: it is unknown.',
  },
  excepted: {
    title: 'Isolation held, with exceptions that were stated beforehand',
    sign: '!',
    tone: 'known',
    text: 'Some attacks worked of which it is said beforehand that they do; all others reached nothing that belongs to another tenant.',
  },
  proved: {
    title: 'Isolation held',
    sign: '✓',
    tone: 'good',
    text: 'Every attack that this report lists was tried, and none reached what belongs to another tenant.',
  },
};

function head(report: ProofReport, about: ProofAbout): Html {
  const { sign, tone, title, text } = verdicts[verdictOf(report)];
  const seconds = (report.milliseconds / 1000).toFixed(1);
  const objects = new Set(report.attempts.map(({ object }) => object)).size;
  const subjects = new Set(report.attempts.map(({ subject }) => subject)).size;
  return html`<header>
    <p class="kicker">Tenant isolation, attacked</p>
    <h1>${report.database}</h1>
    <p class="soft">
      ${about.database === undefined ? '' : `${about.database} · `}${report.server} ·
      <time datetime="${report.startedAt}">${when(report.startedAt)}</time> · ${seconds} s ·
      ${counted(report.attempts.length, 'attack')} on ${counted(objects, 'object')} as
      ${counted(subjects, 'subject')}
    </p>
    <div class="verdict ${tone}">
      <div class="sign" aria-hidden="true">${sign}</div>
      <div><strong>${title}</strong><span>${text}</span></div>
    </div>
    ${countTiles(report)}
    <nav aria-label="Contents">
      <ul>
        ${contents(report)}
      </ul>
    </nav>
  </header>`;
}

function countTiles(report: ProofReport): Html {
  const counts = countOutcomes(report.attempts);
  const unfilled = unfilledTables(report).length;
  return html`<ul class="counts">
    ${outcomes.map((outcome) => {
      const count = counts[outcome];
      const label =
        outcome === 'leak' ? 'leaked' : outcome === 'accepted' ? 'accepted beforehand' : outcome;
      const others =
        outcome === 'unproved' && unfilled > 0
          ? `, ${counted(unfilled, 'table')} without rows`
          : '';
      const tone = count > 0 || others !== '' ? outcomeClasses[outcome] : 'none';
      return html`<li>
        <b class="${tone}" style="background:none">${count}</b
        ><span class="soft">${label}${others}</span>
      </li>`;
    })}
  </ul>`;
}

function contents(report: ProofReport): readonly Html[] {
  const counts = countOutcomes(report.attempts);
  const isUnproved = counts.unproved > 0 || unfilledTables(report).length > 0;
  const sections: readonly (readonly [id: string, title: string, isThere: boolean])[] = [
    ['unproved', 'Not proved', isUnproved],
    ['leaks', 'Leaks', counts.leak > 0],
    ['accepted', 'Accepted beforehand', counts.accepted > 0],
    ['matrix', 'Matrix', true],
    ['subjects', 'Who attacked', true],
    ['attacks', 'What was tried', true],
    ['limits', 'What this does not cover', true],
    ['annex', 'Every attempt', true],
  ];
  return sections.flatMap(([id, title, isThere]) =>
    isThere ? [html`<li><a href="#${id}">${title}</a></li>`] : [],
  );
}

function when(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

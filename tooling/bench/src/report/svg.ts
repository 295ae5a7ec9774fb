import type { Kind } from '../contestants/contestant.ts';
import type { CellResult } from '../run/measure.ts';
import type { KindOf } from './bars.ts';
import { medianOf } from './statistics.ts';

const colors: Readonly<Record<Kind, string>> = {
  floor: '#9aa5b1',
  none: '#627d98',
  pattern: '#d9822b',
  ours: '#0f9960',
};

const width = 860;
const left = 250;
const bar = 20;
const gap = 8;
const panelHead = 44;

/** Two panels of bars: latency at 5 ms, one at a time, and throughput without distance, 8 at once. */
export function svg(results: readonly CellResult[], kindOf: KindOf): string {
  const panels = [
    panel(results, kindOf, {
      title: '5 ms to the server, one at a time: ms for the median statement (less is better)',
      cell: { delay: 5, concurrency: 1 },
      value: (result) => medianOf(result, 'p50'),
      digits: 1,
    }),
    panel(results, kindOf, {
      title: 'Server beside, 8 at once: statements a second (more is better)',
      cell: { delay: 0, concurrency: 8 },
      value: (result) => medianOf(result, 'rate'),
      digits: 0,
    }),
  ];
  let top = 0;
  const placed = panels.map(({ body, height }) => {
    const group = `<g transform="translate(0 ${top})">${body}</g>`;
    top += height;
    return group;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top}" viewBox="0 0 ${width} ${top}" font-family="system-ui, sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#ffffff"/>
${placed.join('\n')}
</svg>
`;
}

interface PanelOptions {
  readonly title: string;
  readonly cell: { readonly delay: number; readonly concurrency: number };
  readonly value: (result: CellResult) => number;
  readonly digits: number;
}

function panel(
  results: readonly CellResult[],
  kindOf: KindOf,
  { title, cell, value, digits }: PanelOptions,
) {
  const shown = results.filter(
    ({ delay, concurrency }) => delay === cell.delay && concurrency === cell.concurrency,
  );
  const greatest = Math.max(...shown.map(value), 1);
  const rows = shown.map((result, i) => {
    const y = panelHead + i * (bar + gap);
    const length = ((width - left - 70) * value(result)) / greatest;
    const text = y + bar * 0.7;
    return [
      `<text x="${left - 10}" y="${text}" text-anchor="end" fill="#102a43">${result.name}</text>`,
      `<rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="${bar}" fill="${colors[kindOf(result.name)]}"/>`,
      `<text x="${(left + length + 6).toFixed(1)}" y="${text}" fill="#102a43">${value(result).toFixed(digits)}</text>`,
    ].join('');
  });
  const body = `<text x="10" y="26" font-weight="600" fill="#102a43">${title}</text>${rows.join('\n')}`;
  return { body, height: panelHead + shown.length * (bar + gap) + 12 };
}

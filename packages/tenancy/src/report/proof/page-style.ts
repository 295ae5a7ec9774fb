/** The page's style sheet. Two colors for each thing to say, for light and dark; paper is always light. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f7f7f5, #121316);
  --card: light-dark(#ffffff, #1a1c20);
  --text: light-dark(#1b1c20, #ecebe8);
  --soft: light-dark(#5a5d67, #a6a9b2);
  --line: light-dark(#e2e2de, #2f3238);
  --good: light-dark(#136c45, #74d3a4);
  --good-tint: light-dark(#e5f3eb, #11301f);
  --bad: light-dark(#a8201a, #ff9d95);
  --bad-tint: light-dark(#fde9e7, #401714);
  --doubt: light-dark(#834600, #ffc877);
  --doubt-tint: light-dark(#fff1d9, #3a290d);
  --known: light-dark(#62389a, #cdb0f6);
  --known-tint: light-dark(#f2eafb, #2d2140);
  --quiet: light-dark(#5a5d67, #a6a9b2);
  --quiet-tint: light-dark(#efefec, #25272c);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace;
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 15px/1.55 var(--sans); -webkit-text-size-adjust: 100%;
}
main { max-width: 76rem; margin: 0 auto; padding: 3rem 1.5rem 5rem; }
h1, h2, h3 { line-height: 1.2; letter-spacing: -0.01em; text-wrap: balance; }
h1 { font-size: 2.1rem; margin: 0.15rem 0 0.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; margin: 3.25rem 0 0.5rem; }
h3 { font: 600 0.95rem/1.4 var(--mono); letter-spacing: 0; margin: 2rem 0 0.5rem; overflow-wrap: anywhere; }
p { margin: 0 0 0.75rem; max-width: 46rem; }
a { color: inherit; text-underline-offset: 0.2em; }
a:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--known); outline-offset: 2px; }
code { font: 0.85em/1.5 var(--mono); overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.kicker { color: var(--soft); font-size: 0.8rem; font-weight: 600; letter-spacing: 0.09em; margin: 0; text-transform: uppercase; }
.verdict {
  display: flex; gap: 1.1rem; align-items: center; margin: 1.75rem 0 1rem; padding: 1.25rem 1.4rem;
  border: 1px solid currentColor; border-radius: 12px;
}
.verdict .sign {
  flex: none; width: 2.6rem; height: 2.6rem; border-radius: 50%; border: 2px solid currentColor;
  display: grid; place-items: center; font-size: 1.35rem; font-weight: 700; line-height: 1;
}
.verdict strong { display: block; font-size: 1.2rem; line-height: 1.3; }
.verdict span { color: var(--text); }
.good { color: var(--good); background: var(--good-tint); }
.bad { color: var(--bad); background: var(--bad-tint); }
.doubt { color: var(--doubt); background: var(--doubt-tint); }
.known { color: var(--known); background: var(--known-tint); }
.quiet { color: var(--quiet); background: var(--quiet-tint); }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 0; padding: 0; list-style: none; }
.counts li { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 0.85rem 1rem; }
.counts b { display: block; font-size: 1.7rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
.counts .none { color: var(--soft); font-weight: 400; }
.counts li span { background: none; }
nav { margin: 1.5rem 0 0; color: var(--soft); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
.wide { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 12px; margin: 0.75rem 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
caption { text-align: left; color: var(--soft); padding: 0.75rem 1rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.55rem 1rem; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--soft); font-size: 0.8rem; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 500; }
td.number { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.matrix tbody th { position: sticky; left: 0; background: var(--card); border-right: 1px solid var(--line); }
.matrix tbody th code { font-size: 0.88rem; }
.matrix thead th { min-width: 8rem; }
.scope { display: block; color: var(--soft); font-size: 0.78rem; font-weight: 400; }
.chip { display: inline-block; border-radius: 999px; padding: 0.05rem 0.6rem; font-size: 0.82rem; font-weight: 600; white-space: nowrap; margin: 0 0.15rem 0.15rem 0; }
.chip.quiet { font-weight: 400; }
.statement { display: block; color: var(--soft); margin-top: 0.2rem; }
.annex td:first-child { width: 8.5rem; }
.annex td:nth-child(2) { width: 26%; }
.annex td:nth-child(3) { width: 18%; }
dl.legend { display: grid; grid-template-columns: max-content 1fr; gap: 0.4rem 0.9rem; margin: 1rem 0 0; }
dl.legend dt, dl.legend dd { margin: 0; }
ul.plain { padding-left: 1.1rem; max-width: 52rem; }
ul.plain li { margin: 0.35rem 0; }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: 0.85rem; margin-top: 4rem; padding-top: 1rem; }
@media (max-width: 40rem) { main { padding: 1.5rem 1rem 3rem; } h1 { font-size: 1.6rem; } }
@media print {
  :root { color-scheme: light; }
  @page { margin: 16mm 14mm; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { background: #fff; font-size: 10pt; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  .wide { overflow: visible; border-radius: 0; border-width: 1px 0; }
  .matrix tbody th { position: static; }
  .matrix thead th { min-width: 0; }
  h2, h3 { break-after: avoid; }
  tr, .verdict, .counts li { break-inside: avoid; }
  thead { display: table-header-group; }
}
`;

/** The style sheet of the saved report: for screens in light and dark, and for paper. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; background: light-dark(#ffffff, #191b1c); color: light-dark(#20262a, #eceeec);
  font: 400 1rem/1.7 system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; font-variant-numeric: tabular-nums;
  text-autospace: normal; line-break: strict; overflow-wrap: anywhere; }
:root:lang(zh-TW) body { font-family: system-ui, 'PingFang TC', 'Noto Sans CJK TC', 'Microsoft JhengHei', sans-serif; }
h1 { margin: 0.2em 0; font-size: 1.5rem; line-height: 1.35; }
h2 { margin: 2rem 0 0.6rem; padding-bottom: 0.2rem; border-bottom: 2px solid light-dark(#1f5c52, #7fc9b8); font-size: 1.1rem; }
a { color: light-dark(#1f5c52, #7fc9b8); }
.quiet { margin: 0.3em 0; color: light-dark(#565e61, #b3bab8); font-size: 0.875rem; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0.5rem; margin: 0; }
dl div { padding: 0.5rem 0.75rem; border: 1px solid light-dark(#d9d6cd, #43494a); border-radius: 0.5rem; }
dt { color: light-dark(#565e61, #b3bab8); font-size: 0.8125rem; }
dd { margin: 0; font-size: 1.25rem; font-weight: 600; }
.wide { overflow-x: auto; }
table { width: 100%; overflow-wrap: break-word; border-collapse: collapse; font-size: 0.875rem; line-height: 1.5; }
th, td { padding: 0.35rem 0.6rem 0.35rem 0; border-bottom: 1px solid light-dark(#d9d6cd, #43494a); text-align: start; vertical-align: top; }
th { color: light-dark(#565e61, #b3bab8); font-weight: 600; white-space: nowrap; }
.whole { white-space: nowrap; }
h3 { margin: 1.6rem 0 0.3rem; font-size: 1rem; }
.sides { table-layout: fixed; }
.sides td { padding-inline-end: 1rem; white-space: pre-line; font-size: 1rem; line-height: 1.8; }
article p { margin: 0 0 0.7em; }
mark { color: inherit; background: light-dark(#ffe9a8, #5a4300); text-decoration: underline 2px solid light-dark(#b45309, #fbbf24); text-underline-offset: 0.2em; }
mark.reworded { background: light-dark(#d6e6ff, #17345f); text-decoration: underline 2px dotted light-dark(#1d4ed8, #93c5fd); }
.strip { display: block; width: 100%; height: 1.25rem; margin-top: 1rem; border: 1px solid light-dark(#76766f, #8d9594); }
.strip .literal { fill: light-dark(#b45309, #fbbf24); }
.strip .reworded { fill: light-dark(#1d4ed8, #93c5fd); }
sup { line-height: 0; font-size: 0.7em; }
@media (forced-colors: active) {
  mark, mark.reworded { background: Mark; color: MarkText; }
}
@page { margin: 18mm 16mm; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; background: #ffffff; color: #000000; font-size: 10.5pt; }
  mark, .strip { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  tr, dl div { break-inside: avoid; }
  .sides tbody tr { break-inside: auto; }
  .wide { overflow: visible; }
  h2, h3 { break-after: avoid; }
  a { text-decoration: none; }
}
`;

/** The style sheet of the popover's closed shadow root. Its colours are those of the extension's own pages. */
export const POPOVER_STYLE = `
:host::before,
:host::after {
  content: none !important;
}
section {
  color-scheme: light dark;
  box-sizing: border-box;
  width: max-content;
  max-width: min(24rem, calc(100vw - 12px));
  max-height: calc(100vh - 12px);
  overflow: auto;
  padding: 12px 14px;
  border: 1px solid light-dark(#d9d6cd, #43494a);
  border-top: 3px solid light-dark(#b45309, #fbbf24);
  border-radius: 8px;
  background: light-dark(#ffffff, #232627);
  color: light-dark(#20262a, #eceeec);
  box-shadow: 0 4px 18px rgb(0 0 0 / 0.22);
  font: 400 14px/1.6 system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif;
  text-autospace: normal;
  overflow-wrap: anywhere;
  text-align: start;
}
section:lang(zh-TW) {
  font-family: system-ui, 'PingFang TC', 'Noto Sans CJK TC', 'Microsoft JhengHei', sans-serif;
}
section.reworded {
  border-top-style: dashed;
  border-top-color: light-dark(#1d4ed8, #93c5fd);
}
p {
  margin: 0 0 4px;
  color: light-dark(#565e61, #b3bab8);
  font-size: 13px;
}
p.title {
  margin-inline-end: 32px;
  color: light-dark(#20262a, #eceeec);
  font-size: 15px;
  font-weight: 600;
}
.buttons {
  display: flex;
  flex-wrap: wrap;
  gap: 6px;
  margin-top: 10px;
}
button {
  min-height: 28px;
  padding: 2px 10px;
  border: 1px solid light-dark(#76766f, #8d9594);
  border-radius: 6px;
  background: transparent;
  color: inherit;
  font: inherit;
  font-size: 13px;
  cursor: pointer;
}
button:hover {
  border-color: light-dark(#1f5c52, #7fc9b8);
  background: light-dark(#e4efec, #24403a);
}
button:focus-visible {
  outline: 2px solid light-dark(#1f5c52, #7fc9b8);
  outline-offset: 2px;
}
button.close {
  float: inline-end;
  min-width: 28px;
  padding: 0;
  border-color: transparent;
  font-size: 18px;
  line-height: 1;
}
`;

import { htmlElement, ownHost } from './own-hosts.ts';
import { isEditable } from './page-first.ts';

/** A tick: its position along the document, 0–1, and whether it is drawn as a reworded mark. */
export interface Tick {
  readonly at: number;
  readonly reworded: boolean;
}

/** The ticks of a page, at its right edge beside the scrollbar. */
export interface Ticks {
  /** Replaces all ticks; without any, the element is removed from the page. */
  draw(ticks: readonly Tick[]): void;
}

/** Height of a tick in thousandths of the viewport: hundreds of ticks stay distinct, and each is visible. */
const THICK = 4;

const STYLE = `
svg { position: fixed; inset: 0 0 0 auto; width: 8px; height: 100%; pointer-events: none; color-scheme: light dark; }
.literal { fill: light-dark(#b45309, #fbbf24); }
.reworded { fill: light-dark(#1d4ed8, #93c5fd); }
@media print { svg { display: none; } }
@media (forced-colors: active) { path { fill: Highlight; } }
`;

// Reworded ticks are shorter than literal ones, besides their different colour.
function pathOf(ticks: readonly Tick[], reworded: boolean): string {
  const left = reworded ? 4 : 0;
  return ticks
    .filter((tick) => tick.reworded === reworded)
    .map(({ at }) => `M${left} ${Math.round(at * (1000 - THICK))}h${8 - left}v${THICK}h-${8 - left}z`)
    .join('');
}

function drawing(ticks: readonly Tick[]): SVGElement {
  const make = (name: string, attributes: Readonly<Record<string, string>>) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const svg = make('svg', { viewBox: '0 0 8 1000', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  svg.append(make('path', { class: 'literal', d: pathOf(ticks, false) }));
  svg.append(make('path', { class: 'reworded', d: pathOf(ticks, true) }));
  return svg;
}

function makeHost(): { readonly host: HTMLElement; readonly root: ShadowRoot } {
  const host = htmlElement('div');
  // The host lies over everything except the top layer and has no effect on the page: it has no size and ignores the pointer.
  host.style.setProperty('all', 'initial', 'important');
  host.style.setProperty('position', 'fixed', 'important');
  host.style.setProperty('z-index', '2147483647', 'important');
  host.style.setProperty('pointer-events', 'none', 'important');
  ownHost(host);
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  return { host, root };
}

/** Makes the ticks of this document. Their element is in the page while there are ticks; it is removed when the signal aborts. */
export function makeTicks(signal: AbortSignal): Ticks {
  const { host, root } = makeHost();
  signal.addEventListener('abort', () => host.remove(), { once: true });
  return {
    draw(ticks) {
      if (signal.aborted || ticks.length === 0) return host.remove();
      root.replaceChildren(drawing(ticks));
      // In design mode the root element is part of what an editor saves. In SVG an HTML element is not rendered.
      if (document.designMode === 'on' || !(document.documentElement instanceof HTMLElement)) return host.remove();
      if (!host.isConnected && !isEditable(document.documentElement)) document.documentElement.append(host);
    },
  };
}

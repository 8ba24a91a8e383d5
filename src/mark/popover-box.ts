import type { CardAct, CardButton, MatchCard } from '../report/match-card.ts';
import { copyText } from './copy-text.ts';
import { htmlElement } from './own-hosts.ts';

/** Ms for which a button shows whether the text was copied. */
const SAID_MS = 1500;

/** What the buttons of a popover call. */
export interface BoxWiring {
  /** Whether the user sees the popover as it was drawn. If not, only the button that closes it works. */
  readonly isSeen: () => boolean;
  readonly act: (act: CardAct) => void;
  readonly close: () => void;
}

/** The contents of a popover. */
export interface PopoverBox {
  readonly element: HTMLElement;
  /** The button that gets the focus; `null` if the card has no button. */
  readonly first: HTMLElement | null;
  /** Runs the action of a button. */
  press(button: Element): void;
}

type Presses = Map<Element, () => void>;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  text: string,
  className = '',
): HTMLElementTagNameMap[K] {
  const made = htmlElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** Shows the outcome of an action on its button for `SAID_MS`. */
function say(button: HTMLElement, { label }: CardButton, outcome = label): void {
  button.textContent = outcome;
  setTimeout(() => {
    button.textContent = label;
  }, SAID_MS);
}

async function copy(button: HTMLElement, spec: CardButton): Promise<void> {
  say(button, spec, (await copyText(spec.text ?? '')) ? spec.done : spec.failed);
}

function buttonFor(spec: CardButton, { isSeen, act }: BoxWiring, presses: Presses): HTMLButtonElement {
  const button = element('button', spec.label);
  button.type = 'button';
  presses.set(button, () => {
    if (!isSeen()) return;
    if (spec.act === 'copy') void copy(button, spec);
    else act(spec.act);
  });
  return button;
}

function closeButton(label: string, close: () => void, presses: Presses): HTMLButtonElement {
  const button = element('button', '×', 'close');
  button.type = 'button';
  button.setAttribute('aria-label', label);
  presses.set(button, close);
  return button;
}

/** Makes the contents of a popover from a card. */
export function makeBox(card: MatchCard, wiring: BoxWiring): PopoverBox {
  const presses: Presses = new Map();
  const box = element('section', '', card.kind);
  box.lang = card.language;
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-labelledby', 'title');
  const title = element('p', card.title, 'title');
  title.id = 'title';
  const buttons = element('div', '', 'buttons');
  buttons.append(...card.buttons.map((spec) => buttonFor(spec, wiring, presses)));
  const lines = card.lines.map((line) => element('p', line));
  box.append(closeButton(card.close, wiring.close, presses), title, ...lines, buttons);
  return {
    element: box,
    first: buttons.querySelector('button'),
    press: (button) => presses.get(button)?.(),
  };
}

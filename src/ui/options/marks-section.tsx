import { COLOURS, MARK_BY, SENSITIVITIES, type Settings, styleOf, UNDERLINES } from '../../store/settings.ts';
import { Choice } from '../parts/choice.tsx';
import { MarkSample } from '../parts/mark-sample.tsx';
import { Section } from '../parts/section.tsx';
import { Switch } from '../parts/switch.tsx';
import { useWords } from '../parts/words-context.tsx';

/** Properties of a section of the options. */
export interface SectionProps {
  readonly settings: Settings;
  /** Stores the changed settings. Resolves when they are stored. */
  readonly change: (change: Partial<Settings>) => Promise<unknown>;
}

function Preview({ settings }: { readonly settings: Settings }) {
  const words = useWords();
  const look = styleOf(settings);
  return (
    <figure class="preview card">
      <figcaption class="quiet">{words.say('preview')}</figcaption>
      <p>
        {words.say('previewText')}
        <MarkSample look={look} kind="literal" source={0}>
          {words.say('previewLiteral')}
        </MarkSample>
        {words.say('previewBetween')}
        <MarkSample look={look} kind="reworded" source={1}>
          {words.say('previewReworded')}
        </MarkSample>
        {words.say('previewEnd')}
      </p>
    </figure>
  );
}

/** Section on whether marks are painted, and how they look. */
export function MarksSection({ settings, change }: SectionProps) {
  const words = useWords();
  return (
    <Section heading="sectionMarks">
      <Switch on={settings.paint} change={(paint) => change({ paint })}>
        {words.say('paintMarks')}
      </Switch>
      <Choice
        legend={words.say('markBy')}
        value={settings.markBy}
        change={(markBy) => change({ markBy })}
        options={MARK_BY.map((value) => ({
          value,
          label: words.say(`markBy_${value}`),
          hint: words.say(`markByHint_${value}`),
        }))}
      />
      <Choice
        legend={words.say('colours')}
        value={settings.colour}
        change={(colour) => change({ colour })}
        options={COLOURS.map((value) => ({ value, label: words.say(`colour_${value}`) }))}
      />
      <p class="quiet">{words.say('coloursHint')}</p>
      <Choice
        legend={words.say('underline')}
        value={settings.underline}
        change={(underline) => change({ underline })}
        options={UNDERLINES.map((value) => ({ value, label: words.say(`underline_${value}`) }))}
      />
      <Preview settings={settings} />
      <Switch on={settings.ticks} change={(ticks) => change({ ticks })}>
        {words.say('ticks')}
        <span class="quiet hint">{words.say('ticksHint')}</span>
      </Switch>
    </Section>
  );
}

/** Section on whether pages are checked, which matches are searched, and how much evidence a mark needs. */
export function MatchingSection({ settings, change }: SectionProps) {
  const words = useWords();
  return (
    <Section heading="sectionMatching">
      <Switch on={settings.on} change={(on) => change({ on })}>
        {words.say('onEverywhere')}
      </Switch>
      <Choice
        legend={words.say('sensitivity')}
        value={settings.sensitivity}
        change={(sensitivity) => change({ sensitivity })}
        options={SENSITIVITIES.map((value) => ({
          value,
          label: words.say(`sensitivity_${value}`),
          hint: words.say(`sensitivityHint_${value}`),
        }))}
      />
      <Switch on={settings.reworded} change={(reworded) => change({ reworded })}>
        {words.say('rewordedTier')}
        <span class="quiet hint">{words.say('rewordedTierHint')}</span>
      </Switch>
    </Section>
  );
}

import { useId } from 'preact/hooks';
import type { Collection } from '../../library/records.ts';
import type { Words } from '../../locale/words.ts';
import { newCollection } from '../../store/library/collections.ts';
import { useWords } from '../parts/words-context.tsx';
import { collections } from './library-state.ts';

/** A collection to add to: one that is there by its id, or a new one by its name. */
export interface ChosenCollection {
  /** `''` for a new one. */
  readonly id: string;
  readonly name: string;
}

/** The choice that a page opens with: the newest collection, or a new one. */
export const NO_CHOICE: ChosenCollection | null = null;

function chosenOf(choice: ChosenCollection | null): ChosenCollection {
  const newest = collections.value.at(-1);
  return choice ?? { id: newest?.id ?? '', name: '' };
}

/** The collection that is meant. A new one without a name gets the language's name for the first. */
export function collectionOf(choice: ChosenCollection | null, words: Words): Collection {
  const { id, name } = chosenOf(choice);
  const known = collections.value.find((each) => each.id === id);
  return known ?? newCollection(name.trim() || words.say('collectionFirst'));
}

/** Chooses one of the collections, or names a new one. */
export function CollectionChoice(props: {
  readonly choice: ChosenCollection | null;
  readonly change: (choice: ChosenCollection) => void;
}) {
  const words = useWords();
  const [select, field] = [useId(), useId()];
  const choice = chosenOf(props.choice);
  return (
    <>
      <label for={select}>{words.say('collection')}</label>
      <select
        id={select}
        value={choice.id}
        onChange={(event) => props.change({ ...choice, id: event.currentTarget.value })}
      >
        {collections.value.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="">{words.say('collectionNew')}</option>
      </select>
      {choice.id === '' && (
        <>
          <label for={field}>{words.say('collectionName')}</label>
          <input
            id={field}
            type="text"
            value={choice.name}
            placeholder={words.say('collectionFirst')}
            onInput={(event) => props.change({ ...choice, name: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}

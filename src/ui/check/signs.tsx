import { sameAuthors, signsOf } from '../../report/file-signs.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { classFiles } from './class-state.ts';

/** Facts of files that are worth a look; nothing where there are none. */
export function Signs() {
  const words = useWords();
  const files = classFiles.value;
  const signed = files
    .map((file) => ({ name: file.name, signs: signsOf(file) }))
    .filter(({ signs }) => signs.length > 0);
  const authors = sameAuthors(files);
  if (signed.length + authors.length === 0) return null;
  return (
    <Section heading="signsHeading">
      <p class="quiet">{words.say('signsHint')}</p>
      <ul class="signs">
        {signed.map(({ name, signs }) => (
          <li key={name}>
            {words.say(
              'labelled',
              name,
              words.list(signs.map(({ kind, count }) => words.say(`sign_${kind}`, words.number(count)))),
            )}
          </li>
        ))}
        {authors.map(({ author, files: own }) => (
          <li key={author}>{words.say('signAuthor', author, words.list(own))}</li>
        ))}
      </ul>
    </Section>
  );
}

/*
 * The library's database as a killed browser has left it.
 */

const LETTERS =
  '春夏秋冬山水云月花鸟风雨田园村镇桥路灯窗书信钟表茶饭米面衣帽鞋袜石木金土火光影声香味冷热远近高低长短新旧';

/** A text that no other number gives: letters drawn by a generator (Numerical Recipes’ constants). */
export function textOf(number: number): string {
  let state = number + 1;
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return LETTERS[(state >>> 8) % LETTERS.length]!;
  };
  return Array.from({ length: 120 }, (_, i) => draw() + (i % 12 === 11 ? '。' : '')).join('');
}

interface StoredEssay {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly collection: string;
  readonly pending: number;
  readonly segment: string | null;
}

/** The records of the library, without texts and the bytes of indexes. */
export interface StoredLibrary {
  readonly essays: readonly StoredEssay[];
  readonly collections: readonly { readonly id: string; readonly name: string; readonly on: boolean }[];
  /** Ids of the essays that have a text. */
  readonly texts: readonly string[];
  /** Segments, each with the number of its essays and the ids of those that do not count in it. */
  readonly segments: readonly { readonly key: string; readonly essays: number; readonly dead: readonly string[] }[];
}

/** Reads the library's database as it lies; runs in a page of the extension. */
export async function storedIn(): Promise<StoredLibrary> {
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const db = await ask(indexedDB.open('deja-lu-library'));
  const reading = db.transaction(['essays', 'texts', 'segments', 'collections']);
  const all = <T>(store: string) => ask(reading.objectStore(store).getAll() as IDBRequest<T[]>);
  const [essays, collections, segments, texts] = await Promise.all([
    all<StoredEssay>('essays'),
    all<StoredLibrary['collections'][number]>('collections'),
    all<StoredLibrary['segments'][number]>('segments'),
    ask(reading.objectStore('texts').getAllKeys()),
  ]);
  db.close();
  return {
    essays,
    collections,
    texts: texts as string[],
    segments: segments.map(({ key, essays: count, dead }) => ({ key, essays: count, dead })),
  };
}

/** What does not hold together in a library that is indexed, in words; empty where all does. */
export function brokenIn({ essays, collections, texts, segments }: StoredLibrary): string[] {
  const has = (all: readonly { readonly id: string }[], id: string) => all.some((each) => each.id === id);
  const ofEssays = essays.flatMap(({ id, title, collection, segment, pending }) => {
    const found = segments.find(({ key }) => key === segment);
    return [
      ...(texts.includes(id) ? [] : [`${title} has no text`]),
      ...(has(collections, collection) ? [] : [`${title} has no collection`]),
      ...(pending === 0 && found && !found.dead.includes(id) ? [] : [`${title} is in no segment`]),
    ];
  });
  const ofTexts = texts.filter((id) => !has(essays, id)).map((id) => `the text ${id} has no essay`);
  const ofSegments = segments.flatMap(({ key, essays: count, dead }) => {
    const alive = essays.filter(({ segment }) => segment === key).length;
    return alive === count - dead.length
      ? []
      : [`segment ${key} has ${count} − ${dead.length} essays, ${alive} name it`];
  });
  return [...ofEssays, ...ofTexts, ...ofSegments];
}

/** How many judgements are stored, as they lie in the database; runs in a page of the extension. */
export async function judgementsStored(): Promise<number> {
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const db = await ask(indexedDB.open('deja-lu'));
  const count = await ask(db.transaction('judgements').objectStore('judgements').count());
  db.close();
  return count;
}

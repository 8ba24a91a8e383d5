/** Whether an error comes from PDF.js. */
function isOfPdf(error: unknown): boolean {
  return (error instanceof Error && error.stack?.includes('pdfjs-dist')) ?? false;
}

/**
 * Lets the program go on where PDF.js has rejected a promise that nobody waits for, as it does at some damaged files beside the one
 * that it tells of the damage by. Node would end the program, and the files after it would not be checked. Any other such error still
 * ends it.
 */
export function ignoreStrayErrorsOfPdf(): void {
  process.on('unhandledRejection', (error) => {
    if (!isOfPdf(error)) throw error;
  });
}

// The package has no types for this file. Its import puts the worker's side of PDF.js into this thread.
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: object;
}

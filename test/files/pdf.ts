/** What a small PDF is made of: its fonts, and what is drawn on each page. */
export interface PdfPlan {
  /** The dictionary of the font `/F1`, and further objects from number 10 on, by number. */
  readonly font: string;
  readonly objects?: Readonly<Record<number, string>>;
  /** The content streams of the pages. */
  readonly pages: readonly string[];
}

/** A PDF of a few objects, written by hand, so that a test says what is in it. */
export function makePdf({ font, objects = {}, pages }: PdfPlan): Uint8Array {
  const all: [number: number, body: string][] = [
    [1, '<< /Type /Catalog /Pages 2 0 R >>'],
    [2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${100 + 2 * i} 0 R`).join(' ')}] >>`],
    [3, font],
    ...Object.entries(objects).map(([number, body]) => [Number(number), body] as [number, string]),
    ...pages.flatMap((content, i): [number, string][] => [
      [
        100 + 2 * i,
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Resources << /Font << /F1 3 0 R >> >> /Contents ${101 + 2 * i} 0 R >>`,
      ],
      [101 + 2 * i, `<< /Length ${content.length} >>\nstream\n${content}\nendstream`],
    ]),
  ];
  let file = '%PDF-1.4\n';
  const rows = all.map(([number, body]) => {
    const row = `${number} 1\n${String(file.length).padStart(10, '0')} 00000 n \n`;
    file += `${number} 0 obj\n${body}\nendobj\n`;
    return row;
  });
  const start = file.length;
  file += `xref\n0 1\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size 200 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (char) => char.charCodeAt(0));
}

/** Bytes as a string of hexadecimal digits, as content streams have them. */
export const hex = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex')}>`;

import * as v from 'valibot';
import { MAX_PART_LENGTH } from './protocol/exchange.ts';

/** A whole number from 0 on. */
export const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The id of a page. */
export const Page = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

const SpanSchema = v.pipe(
  v.object({ start: Whole, end: Whole }),
  v.check(({ start, end }) => start <= end, 'a span ends before it starts'),
);

/** Spans of the text of a part. */
export const SpansOfText = v.pipe(v.array(SpanSchema), v.maxLength(MAX_PART_LENGTH));

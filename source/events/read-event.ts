import * as v from 'valibot';
import { eventFields, type LabEvent } from './events.ts';
import { eventWith } from './fields.ts';

const readers = new Map<unknown, (object: unknown) => v.SafeParseResult<v.GenericSchema<unknown, LabEvent>>>(
	Object.entries(eventFields).map(([type, fields]) => [
		type,
		v.safeParser(eventWith(type, fields) as v.GenericSchema<unknown, LabEvent>, { abortEarly: true }),
	]),
);

/**
 * The event that an object from a recording is, with what is not known of its type left out. Undefined where a field is
 * missing, is of another kind or goes over a bound.
 */
export function readEvent(object: { readonly type?: unknown }): LabEvent | undefined {
	const result = readers.get(object.type)?.(object);
	return result?.success ? result.output : undefined;
}

/** The value with these fields, and nothing else in it; undefined where a field is missing, or is of another kind. */
export function readAs<T>(fields: v.GenericSchema<unknown, T>, value: unknown): T | undefined {
	const result = v.safeParse(fields, value);
	return result.success ? result.output : undefined;
}

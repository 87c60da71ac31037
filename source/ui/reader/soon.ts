import { visibleLine } from '../../wire/visible-text.ts';
import { fieldStanding, openField } from './field.ts';
import type { Moment } from './moment.ts';
import { sentence } from './speech.ts';

/** Tells of what changes with every key or event only once it has stayed as it is for a moment. */
export interface Soon {
	/** Notes what has changed. */
	note(before: Moment, after: Moment, now: number): void;
	/** When there will be something to tell; undefined while there is nothing. */
	due(): number | undefined;
	/** What has come to rest by now. */
	tell(moment: Moment, now: number): readonly string[];
}

/** How long nothing has to change. */
const restMs = 1_000;

/** What is to be told soon; nothing at first. */
export function createSoon(): Soon {
	let typed: { readonly until: number; readonly standing: string } | undefined;
	let hinted: { readonly until: number } | undefined;
	return {
		note(before, after, now) {
			const [was, field] = [openField(before), openField(after)];
			if (field === undefined) {
				typed = undefined;
			} else if (was !== undefined && was.label === field.label && was.text !== field.text) {
				typed = { until: now + restMs, standing: typed?.standing ?? fieldStanding(before) };
			}
			const hint = hintOf(after);
			if (hint !== hintOf(before)) {
				hinted = hint === undefined ? undefined : { until: now + restMs };
			}
		},
		due() {
			const times = [typed?.until, hinted?.until].filter(time => time !== undefined);
			return times.length === 0 ? undefined : Math.min(...times);
		},
		tell(moment, now) {
			const lines: string[] = [];
			if (typed !== undefined && typed.until <= now) {
				const standing = fieldStanding(moment);
				lines.push(...(standing === '' || standing === typed.standing ? [] : [standing]));
				typed = undefined;
			}
			if (hinted !== undefined && hinted.until <= now) {
				lines.push(sentence(visibleLine(hintOf(moment) ?? '')));
				hinted = undefined;
			}
			return lines;
		},
	};
}

/** A hint of the lesson's, until it has happened. */
function hintOf({ snapshot: { lesson } }: Moment): string | undefined {
	return lesson?.outcome === undefined ? lesson?.hint : undefined;
}

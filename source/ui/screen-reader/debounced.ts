import { visibleLine } from '../../wire/visible-text.ts';
import type { TypedField, ViewModel } from '../view.ts';
import { viewOf } from '../views.ts';
import { sentence } from './speech.ts';

/** News that change with every key or event: they are told once they have stayed the same for a second. */
export interface Debounced {
	/** Notes a change. */
	note(before: ViewModel, after: ViewModel, now: number): void;
	/** The time at which there will be something to tell, in milliseconds; undefined while there is nothing. */
	due(): number | undefined;
	/** The lines that are due by now. */
	tell(model: ViewModel, now: number): readonly string[];
}

/** The time without a change after which news are told, in milliseconds. */
const restMs = 1_000;

/** Debounced news; none at first. */
export function createDebounced(): Debounced {
	let typed: { readonly until: number; readonly standing: string } | undefined;
	let hinted: { readonly until: number } | undefined;
	return {
		note(before, after, now) {
			const [was, field] = [openFieldOf(before), openFieldOf(after)];
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
		tell(model, now) {
			const lines: string[] = [];
			if (typed !== undefined && typed.until <= now) {
				const standing = fieldStanding(model);
				lines.push(...(standing === '' || standing === typed.standing ? [] : [standing]));
				typed = undefined;
			}
			if (hinted !== undefined && hinted.until <= now) {
				lines.push(sentence(visibleLine(hintOf(model) ?? '')));
				hinted = undefined;
			}
			return lines;
		},
	};
}

/** A hint of the lesson's, until it has happened. */
function hintOf({ snapshot: { lesson } }: ViewModel): string | undefined {
	return lesson?.outcome === undefined ? lesson?.hint : undefined;
}

/** The field that takes what is typed now; undefined where keys are keys. */
export function openFieldOf(model: ViewModel): TypedField | undefined {
	return viewOf(model.state).spoken.field?.(model);
}

function fieldStanding(model: ViewModel): string {
	return viewOf(model.state).spoken.standing?.(model) ?? '';
}

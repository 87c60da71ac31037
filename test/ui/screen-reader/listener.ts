import type { Lab } from '../../../source/lab/lab.ts';
import type { Leave } from '../../../source/ui/effects.ts';
import { createReader, type Reader } from '../../../source/ui/screen-reader/reader.ts';
import { sampleTime } from '../../fixtures/fake-lab.ts';

/** Somebody who listens to a reader, with a clock that is moved by hand. */
export interface Listener {
	/** Presses these keys, and gives the lines that were said because of them. */
	press(...keys: readonly string[]): readonly string[];
	/** The lines that were said since somebody asked last. */
	heard(): readonly string[];
	/** Lets time pass, and gives what was said in it. */
	wait(ms: number): readonly string[];
	/** Everything that was written. */
	written(): string;
	readonly left: readonly Leave[];
	readonly reader: Reader;
}

/** Listens to this lab from the beginning. */
export function listenTo(lab: Lab): Listener {
	let written = '';
	let asked = 0;
	let now = 0;
	let timer: { readonly at: number; readonly callback: () => void } | undefined;
	const left: Leave[] = [];
	const reader = createReader(lab, {
		write: text => {
			written += text;
		},
		onLeave: how => left.push(how),
		clipboard: { kind: 'none', why: 'this is a test' },
		suspend: () => Promise.resolve(true),
		wallNow: () => sampleTime,
		now: () => now,
		after(ms, callback) {
			const mine = { at: now + ms, callback };
			timer = mine;
			return () => {
				timer = timer === mine ? undefined : timer;
			};
		},
	});
	const heard = (): readonly string[] => {
		const lines = written.slice(asked).split('\n');
		asked = written.length;
		return lines.filter(line => line !== '');
	};
	reader.begin();
	return {
		reader,
		left,
		heard,
		written: () => written,
		press(...keys) {
			heard();
			for (const key of keys) {
				reader.press(key);
			}
			return heard();
		},
		wait(ms) {
			heard();
			const until = now + ms;
			while (timer !== undefined && timer.at <= until) {
				const due = timer;
				timer = undefined;
				now = Math.max(now, due.at);
				due.callback();
			}
			now = until;
			return heard();
		},
	};
}

import { listed, plainWords, sentence, spokenBytes, spokenDuration, spokenParty } from '../../screen-reader/speech.ts';
import type { Arrow } from './arrows.ts';
import { classLeg } from './class-arrows.ts';
import type { Fold } from './fold.ts';
import type { Ladder, LadderItem } from './ladder.ts';
import { momentMs, type PromiseLine } from './promise-lines.ts';

/** A ladder as a numbered list of sentences, in the order of time; times are milliseconds from the start. */
export function ladderLines(ladder: Ladder): readonly string[] {
	const lines: { readonly time: number; readonly isOpen: boolean; text: string }[] = [];
	for (const item of ladder.items) {
		const last = lines.at(-1);
		const text = itemWords(item);
		if (item.kind === 'promise' && last?.isOpen === true && Math.abs(item.time - last.time) < momentMs) {
			last.text = `${last.text} ${text}`;
		} else {
			const at = item.kind === 'wait' ? '' : `${(item.time - ladder.startTime).toFixed(1).replace('-0.0', '0.0')}: `;
			lines.push({ time: item.time, isOpen: item.kind === 'arrow' || item.kind === 'promise', text: `${at}${text}` });
		}
	}
	return lines.map(({ text }, index) => `${index + 1}. ${text}`);
}

function itemWords(item: LadderItem): string {
	switch (item.kind) {
		case 'arrow':
			return sentence(arrowWords(item));
		case 'promise':
			return sentence(promiseWords(item));
		case 'fold':
			return sentence(foldWords(item));
		case 'wait':
			return item.durationMs === undefined
				? 'It goes on.'
				: `${spokenDuration(item.durationMs)} ${item.isBefore === true ? 'before the recording' : 'pass'}.`;
	}
}

/** An arrow as a clause with its sender as the subject. */
function arrowWords({ from, to, shape, labels, bytes, ends, cause, leg }: Arrow): string {
	const [who, whom] = [spokenParty(from), spokenParty(to)];
	const label = plainWords(labels[0] ?? '');
	if (from === to) {
		return `${who}: ${label}`;
	}
	if (shape === 'before') {
		return bytes > 0
			? `${spokenBytes(bytes)} from ${who} to ${whom} before the recording`
			: `${who} was connected to ${whom} before the recording`;
	}
	if (bytes > 0) {
		const amount = spokenBytes(bytes);
		const shown = frameWords(labels[0] ?? '') ?? label.replace(/, end$/, '');
		return listed(`${who} sends ${amount} to ${whom}`, shown === amount ? '' : shown, ends ? 'and ends' : '');
	}
	if (leg === classLeg) {
		return shape === 'unanswered' ? `${who} has no answer from ${whom}: ${label}` : `${who} to ${whom}: ${label}`;
	}
	switch (shape) {
		case 'pending':
			return `${who} tries to connect to ${whom}`;
		case 'line':
			return cause.type === 'dial-started' || cause.type === 'connection-opened'
				? `${who} connects to ${whom}`
				: `${who} ends the connection to ${whom}${label === 'end' ? '' : `: ${label}`}`;
		case 'refused':
			return `${who} does not take the connection of ${whom}: ${label}`;
		case 'reset':
			return `${who} resets the connection to ${whom}${label === 'reset' ? '' : `: ${label}`}`;
		case 'unanswered':
			return `${who} has no answer from ${whom}: ${label}`;
	}
}

/** The label of a whole netstring, such as `2723:shout.…,`, in words; undefined for any other label. */
function frameWords(label: string): string | undefined {
	const [, size, start = ''] = /^(\d+):([^…]*)…,/.exec(label) ?? [];
	return size === undefined ? undefined : `netstring of ${size} bytes${start === '' ? '' : ` beginning ${start}`}`;
}

function promiseWords({ state, name, words, cache }: PromiseLine): string {
	const said = plainWords(name).replace(/^(catch|then),? to /, '$1, ');
	switch (state) {
		case 'pending':
		case 'fulfilled':
		case 'rejected':
			return listed(`promise ${said} ${state}`, cache, plainWords(words));
		case 'taken':
			return `taken: ${said}`;
		case 'not-taken':
			return `not taken: ${said}`;
		case 'note':
			return said;
	}
}

function foldWords({ flows }: Fold): string {
	return flows
		.map(
			({ from, to, writes, bytes }) =>
				`${writes} more writes, ${spokenBytes(bytes)}, from ${spokenParty(from)} to ${spokenParty(to)}`,
		)
		.join('; ');
}

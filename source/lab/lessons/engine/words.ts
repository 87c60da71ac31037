import type { LessonStep, Stage, StageServer } from './lesson.ts';
import { thisProgram } from './this-program.ts';

/** A count with its noun: `1 connection`, `50 connections`. */
export function countWords(count: number, one: string, many = `${one}s`): string {
	return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** A number of bytes, long ones in their unit: `812 bytes`, `4.3 MB`. */
export function bytesWords(bytes: number): string {
	return bytes < 100_000 ? countWords(bytes, 'byte') : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A part of a whole: `300 of 812 bytes`, `3.9 MB of 24.0 MB`. */
export function partWords(bytes: number, whole: number): string {
	return whole < 100_000
		? `${bytes.toLocaleString('en')} of ${bytesWords(whole)}`
		: `${bytesWords(bytes)} of ${bytesWords(whole)}`;
}

/** A time as a person would say it: `0.3 ms`, `812 ms`, `2.0 s`. */
export function timeWords(ms: number): string {
	if (ms < 9.95) {
		return `${Math.max(0, ms).toFixed(1)} ms`;
	}
	return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** The words with the lesson's servers in their places. Throws a RangeError where a place is not known, but in words that quote what a person has typed: there it is left as it is. */
export function fillIn(text: string, stage: Stage, quotes: 'own words' | 'quotes a person' = 'own words'): string {
	return text.replace(/\{([a-z]+)(?:-([a-z]+))?\}/g, (place, name: string, what: string | undefined) => {
		if (place === '{program}') {
			return thisProgram();
		}
		const { poet, proxy, transform, others } = stage;
		const [other = poet, second = other, third = second] = others;
		const server = { poet, proxy, transform, other, second, third }[name];
		const filled = server === undefined ? undefined : partOf(server, what);
		if (filled === undefined && quotes === 'own words') {
			throw new RangeError(`A lesson has no ${place}.`);
		}
		return filled ?? place;
	});
}

/** The words of a step's card, with the lesson's servers in their places. */
export function stepWords({ text, code, task, shell, prediction }: LessonStep, stage: Stage) {
	const fill = (words: string) => fillIn(words, stage);
	const { question, choices } = prediction;
	return {
		text: fill(text),
		task: fill(task),
		...(code !== undefined && { code }),
		...(shell !== undefined && { shell: shell.map(fill) }),
		prediction: { question: fill(question), choices: choices.map(choice => fill(choice.text)) },
	};
}

function partOf(server: StageServer, what: string | undefined): string | undefined {
	switch (what) {
		case undefined:
			return server.id;
		case 'address':
			return server.address;
		case 'host':
			return server.host;
		case 'port':
			return String(server.port);
		case 'bytes':
			return bytesWords(server.bytes);
		default:
			return undefined;
	}
}

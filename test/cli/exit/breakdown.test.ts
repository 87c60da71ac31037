import { describe, expect, test } from 'vitest';
import { breakdownWords } from '../../../source/cli/exit/breakdown.ts';

const program = { name: 'poetry-lab', version: '1.2.3' };

/** An error with this many frames. */
function deepError(message: string, frames: number, options?: ErrorOptions): Error {
	const error = new Error(message, options);
	error.stack = `Error: ${message}\n${Array.from({ length: frames }, (_, i) => `    at f${i} (a.js:${i})`).join('\n')}`;
	return error;
}

describe('the words of a breakdown', () => {
	test('say what happened, where, in which version, and whom to tell', () => {
		const words = breakdownWords(deepError('it broke', 2), program);
		expect(words).toEqual([
			'poetry-lab broke down: it broke',
			'    at f0 (a.js:0)',
			'    at f1 (a.js:1)',
			`poetry-lab 1.2.3, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
			'This is a bug. Please report it, with the lines above, to whoever gave you poetry-lab.',
		]);
	});

	test.each([
		['https://example.org/bugs', 'https://example.org/bugs'],
		[{ url: 'https://example.org/bugs', email: 'bugs@example.org' }, 'https://example.org/bugs'],
		[{ email: 'bugs@example.org' }, 'bugs@example.org'],
	])('name where the package takes reports: %j', (bugs, place) => {
		expect(breakdownWords('no error at all', { ...program, bugs }).at(-1)).toContain(`, to ${place}.`);
	});

	test('show the frames of the first cause, and few of them', () => {
		const words = breakdownWords(deepError('the lab broke down', 1, { cause: deepError('deep', 30) }), program);
		expect(words.slice(0, 3)).toEqual(['poetry-lab broke down: the lab broke down', 'deep', '    at f0 (a.js:0)']);
		expect(words.filter(line => line.startsWith('    at'))).toHaveLength(8);
	});

	test('let nothing that strangers sent reach the terminal as it is', () => {
		expect(breakdownWords(new Error('bad \u001b[31mname'), program)[0]).toBe('poetry-lab broke down: bad ␛[31mname');
	});

	test('name the recording, with a line for a shell', () => {
		expect(breakdownWords('x', program, 'my session.jsonl').at(-1)).toBe(
			"All events until then are in my session.jsonl; to see them again: poetry-lab replay 'my session.jsonl'",
		);
	});
});

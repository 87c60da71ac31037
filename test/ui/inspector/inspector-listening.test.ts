import { describe, expect, it } from 'vitest';
import { listenTo } from '../screen-reader/listener.ts';
import { openRealLab } from './real-lab.ts';

/** A person with a lab in which the short poem was fetched through its proxy, then through transforms, and who opened that. */
async function opened(transforms: readonly string[] = []) {
	const real = await openRealLab();
	const person = listenTo(real.lab);
	await real.fetch('proxy/short', transforms);
	await real.until(({ open }) => open.length === 0);
	const shown = new Promise<void>(resolve => {
		const look = (): void => {
			if (person.written().includes('Ladder, ')) {
				resolve();
			} else {
				setImmediate(look);
			}
		};
		look();
	});
	person.heard();
	person.reader.press('i');
	await shown;
	return { person, real };
}

describe('an exchange that is opened', () => {
	it('is told as a numbered list of sentences, in the order of time', async () => {
		const { person } = await opened();
		const lines = person.heard();
		expect(lines[0]).toMatch(/^Miss, proxy short, 1 of 2\. Fetch \d+, proxy short, miss, .* milliseconds\.$/);
		expect(lines[1]).toMatch(/^Ladder, times in milliseconds, \d+ lines\.$/);
		const ladder = lines.slice(2);
		expect(ladder.map(line => line.split('.')[0])).toEqual(ladder.map((_, index) => String(index + 1)));
		const said = ladder.join('\n');
		expect(said).toMatch(/The client connects to proxy short\./);
		expect(said).toMatch(/Proxy short connects to poetry short\./);
		expect(said).toMatch(/Promise upstream fetch pending, miss\./);
		expect(said).toMatch(/Proxy short sends 28 bytes to the client/);
		expect(said.indexOf('upstream fetch pending')).toBeLessThan(said.indexOf('upstream fetch fulfilled'));
		expect(said).not.toMatch(/[─-╿▀-▟▶◀│]/);
	});

	it('is gone through view by view, and exchange by exchange', async () => {
		const { person } = await opened();
		expect(person.press('tab').slice(0, 3)).toEqual([
			'Bytes as text, 5 lines.',
			'Request, client to proxy short, no bytes: to connect is to ask.',
			'Poem, proxy short to client, 28 bytes in 1 write, 1 chunk, 1 frame.',
		]);
		expect(person.press('pagedown').slice(2, 4)).toEqual(['A short poem,', 'sent at once.']);
		expect(person.press('tab').join('\n')).toMatch(/^Why, .*\nMiss\.\nWhat happened: proxy short had no fresh poem/);
		expect(person.press('tab').join('\n')).toMatch(
			/^Times in milliseconds, .*\nfetchPoem: [\d.]+, from [\d.]+\.\nOf it, connect: /,
		);
		expect(person.press('tab')[0]).toMatch(/^Ladder/);
		expect(person.press('j')[0]).toMatch(/^Sent, poetry short, 2 of 2\. Fetch/);
		expect(person.press('j')).toEqual(['End.']);
		expect(person.press('escape')[0]).toMatch(/^Client/);
	});

	it('says what the parts of a frame are, and why a transform fell back', async () => {
		const { person } = await opened(['gibberish']);
		const ladder = person.heard().join('\n');
		expect(ladder).toMatch(
			/The client sends \d+ bytes to transform server, netstring of 38 bytes beginning gibberish\./,
		);
		expect(ladder).toMatch(
			/Promise transform gibberish rejected, no reply\. Taken: catch, the poem as it was\. Not taken: then, the new poem\./,
		);
		person.press('j', 'j', 'tab');
		const lines = person.press('pagedown');
		expect(lines).toEqual(expect.arrayContaining(['Length: 38', 'Colon: :', 'Name: gibberish', 'Dot: .', 'Comma: ,']));
		expect(lines).toContain('Poem: A short poem,');
		expect(person.press('tab').join('\n')).toMatch(
			/Failed: transform gibberish\.\nThe client saw: .*\nThe server says: /,
		);
	});

	it('is searched, and its bytes are told as hex', async () => {
		const { person } = await opened();
		expect(person.press('/', ...'sent', 'enter')).toEqual(['Search: sent', '1 of 1. sent at once.']);
		person.press('escape');
		expect(person.press('h')[0]).toBe('Bytes as hex, 5 lines.');
		expect(person.press('pagedown')[2]).toMatch(/^Byte 0: 41 20 73 68/);
	});
});

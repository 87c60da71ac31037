import { expect, test } from 'vitest';
import { Publisher } from '../../../source/class/poems/publisher.ts';
import { DialError } from '../../../source/net/dial/dial-error.ts';
import { type Answers, away, playFetch } from '../../fixtures/class/played-class.ts';

/** A publisher whose class the test plays; `written` has what it was asked to append, and `marks` the end marks. */
function publish(answers: Answers = {}) {
	let entries = 0;
	const append = () => {
		entries += 1;
		return Buffer.from(`${entries}-0`);
	};
	const played = playFetch({ appendChunk: append, endWhole: () => 1, endFailed: () => 1, ...answers });
	const hows: string[] = [];
	const publisher = new Publisher(played.options, 'mine:ada', how => hows.push(how));
	const come = (text: string) => {
		played.receiver.received(Buffer.from(text));
		publisher.publish();
	};
	const written = () => played.asked.flatMap(([name, ...values]) => (name === 'appendChunk' ? [values[3] ?? ''] : []));
	const marks = () =>
		played.asked.flatMap(([name, , ...values]) => (name.startsWith('end') ? [[name, ...values]] : []));
	return { ...played, publisher, come, written, marks, hows };
}

test('what comes while an entry is under way is in the next one, and the poem is kept whole', async () => {
	const { come, publisher, written, marks, hows } = publish();
	for (const letter of 'Tyger') {
		come(letter);
	}
	await publisher.end(undefined);
	expect(written()).toEqual(['T', 'yger']);
	expect([publisher.bytes, publisher.chunks]).toEqual([5, 2]);
	expect(marks()).toEqual([['endWhole', 'Tyger', '3600000', '5']]);
	expect(hows).toEqual(['stored']);
});

test('a long piece is written in entries of 64 KiB, and too long a poem is not kept', async () => {
	const { come, publisher, written, marks, hows } = publish();
	come('x'.repeat(1_048_577));
	await publisher.end(undefined);
	expect(written().map(({ length }) => length)).toEqual([...Array.from({ length: 16 }, () => 65_536), 1]);
	expect(marks()).toEqual([['endWhole', '', '3600000', '1048577']]);
	expect(hows).toEqual(['too-large']);
});

test('a failure, and an end without a byte, are told as such, and nothing is kept', async () => {
	const failed = publish();
	failed.come('Ty');
	await failed.publisher.end(new DialError('reset', 'connection reset'));
	expect([failed.marks(), failed.hows]).toEqual([[['endFailed', 'reset', 'connection reset']], ['failed']]);
	const empty = publish();
	await empty.publisher.end(undefined);
	expect(empty.marks()).toEqual([['endFailed', 'empty', 'the server closed without a poem']]);
});

test.each([
	['the engine is away', away],
	['another lab has the lease', null],
])('once %s nothing more is written, and the lease is given back', async (_, reply) => {
	const { come, publisher, written, marks, hows } = publish({ appendChunk: () => reply });
	come('Ty');
	await publisher.end(undefined);
	come('ger');
	expect(written()).toEqual(['Ty']);
	expect([hows, marks()]).toEqual([['lost'], [['endFailed', 'cancelled', 'its lab had lost the engine']]]);
});

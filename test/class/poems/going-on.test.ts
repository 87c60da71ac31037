import { expect, test } from 'vitest';
import { goingOn } from '../../../source/class/poems/going-on.ts';
import { playFetch } from '../../fixtures/class/played-class.ts';

/** Goes on after `Whose ` with these chunks; gives what a client then has, and how it ended. */
function after(...chunks: readonly string[]) {
	const { receiver, told, text } = playFetch({});
	receiver.received(Buffer.from('Whose '));
	const differing: string[] = [];
	const rest = goingOn(receiver, ({ message }) => differing.push(message));
	for (const chunk of chunks) {
		rest.received(Buffer.from(chunk));
	}
	if (differing.length === 0) {
		rest.over();
	}
	return { text: text(), differing, over: told.over.map(failure => failure?.message) };
}

test('a poem that begins as before is passed on from there, however it is cut', () => {
	const poem = 'Whose woods';
	for (let cut = 1; cut < poem.length; cut += 1) {
		expect(after(poem.slice(0, cut), poem.slice(cut))).toEqual({ text: poem, differing: [], over: [undefined] });
	}
	expect(after(...poem)).toEqual({ text: poem, differing: [], over: [undefined] });
});

test('another poem is told, and no byte of it is passed on', () => {
	const why = 'the upstream has another poem by now than the one that had begun';
	expect(after('Who', 'm do I')).toEqual({ text: 'Whose ', differing: [why], over: [] });
});

test('a poem that ends before the part that is here is told as shorter', () => {
	expect(after('Who')).toEqual({ text: 'Whose ', differing: [], over: ['the upstream’s poem is shorter by now'] });
});

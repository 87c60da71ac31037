import { expect, test } from 'vitest';
import { createSpokenLines } from '../../../source/ui/screen-reader/spoken-lines.ts';

function open() {
	let written = '';
	const writer = createSpokenLines(text => {
		written += text;
	});
	return { writer, written: () => written };
}

test('what is typed goes on in its line', () => {
	const { writer, written } = open();
	writer.field({ label: 'Filter', text: '' });
	writer.field({ label: 'Filter', text: 'm' });
	writer.field({ label: 'Filter', text: 'mi' });
	writer.field(undefined);
	expect(written()).toBe('Filter: mi\n');
});

test('what is erased begins the line again, since nothing is taken back', () => {
	const { writer, written } = open();
	writer.field({ label: 'Filter', text: 'mi' });
	writer.field({ label: 'Filter', text: 'm' });
	expect(written()).toBe('Filter: mi\nFilter: m');
});

test('what is said meanwhile has a line of its own, and the next letter comes with all that was typed', () => {
	const { writer, written } = open();
	writer.field({ label: 'Host', text: 'ty' });
	writer.lines(['2 found.']);
	writer.field({ label: 'Host', text: 'tyg' });
	writer.close();
	expect(written()).toBe('Host: ty\n2 found.\nHost: tyg\n');
});

test('a control character is made visible', () => {
	const { writer, written } = open();
	writer.lines(['a\u001b[2Jb\rc\u009bd']);
	writer.field({ label: 'Host', text: '\u0007' });
	expect(written()).toBe('a␛[2Jb␍c‹U+009B›d\nHost: ␇');
});

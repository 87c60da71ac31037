import { describe, expect, it } from 'vitest';
import { keymap } from '../../../../source/ui/keymap.ts';
import { helpRows } from '../../../../source/ui/overlays/help/help-rows.ts';
import { rowText } from '../../../../source/ui/text/rows.ts';

/** The words of the help's first column, where the section of a context stands first. */
function firstColumn(width: number, context: (typeof keymap)[number]['context']): string {
	const columnWidth = Math.floor(width / Math.max(1, Math.min(3, Math.floor(width / 38))));
	return helpRows(width, [context])
		.map(row => rowText(row).slice(0, columnWidth).slice(12).trim())
		.join(' ');
}

describe('the help', () => {
	it.each([60, 78, 118, 198])('cuts no word of any binding in %i columns', width => {
		expect(helpRows(width, []).map(rowText).join('\n')).not.toContain('…');
		for (const { context, bindings } of keymap) {
			for (const { description } of bindings.filter(({ untold }) => untold !== true)) {
				expect(firstColumn(width, context)).toContain(description);
			}
		}
	});

	it('goes on under the words of a binding, and not under its keys', () => {
		const rows = helpRows(78, ['client']).map(row => rowText(row).slice(0, 39).trimEnd());
		expect(rows.slice(0, 4)).toEqual([
			' Client',
			' t           choose transforms and',
			'             their order',
			' /           choose a host, or add one',
		]);
	});

	it('says that q closes it', () => {
		const rows = helpRows(118, ['help']).map(row => rowText(row).slice(0, 39).trimEnd());
		expect(rows.slice(0, 2)).toEqual([' In this help', ' esc q ?     close']);
	});
});

import { describe, expect, it } from 'vitest';
import { TextField } from '../../../source/ui/components/text-field.tsx';
import { gap, span } from '../../../source/ui/text/rows.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';

const label = [gap(1), span('› ')];
const field = (change: Partial<Parameters<typeof TextField>[0]>) =>
	drawnRows(<TextField label={label} text="" typing width={8} {...change} />, 30, 1)[0];

describe('TextField', () => {
	it('shows where what is typed goes, and nothing where nothing is typed', () => {
		expect(field({ text: 'tyger' })).toBe(' › tyger▏');
		expect(field({ text: 'tyger', typing: false })).toBe(' › tyger');
	});

	it('keeps the beginning of a long text, or its end', () => {
		expect(field({ text: 'jabberwocky' })).toBe(' › jabberw…▏');
		expect(field({ text: 'jabberwocky', showsEnd: true })).toBe(' › …erwocky▏');
	});

	it('says what an empty text means', () => {
		expect(field({ empty: 'all at once' })).toBe(' › ▏ all at once');
		expect(field({ empty: 'all at once', typing: false })).toBe(' › all at once');
		expect(field({ text: '5', empty: 'all at once' })).toBe(' › 5▏');
	});
});

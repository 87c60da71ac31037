import { expect, it } from 'vitest';
import { Spread } from '../../../source/ui/components/spread.tsx';
import { span } from '../../../source/ui/text/rows.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';

const drawn = (left: string, right: string, between = 1) =>
	drawnRows(<Spread width={16} left={[span(left)]} right={[span(right)]} between={between} />, 18, 1)[0];

it('has words at both ends, each a column from its edge', () => {
	expect(drawn('poem', '3 kB')).toBe(' poem      3 kB');
	expect(drawn('poem', '')).toBe(' poem');
});

it('cuts the words at the left where both have no room, and keeps them apart', () => {
	expect(drawn('jabberwocky', '3.1 kB')).toBe(' jabber… 3.1 kB');
	expect(drawn('jabberwocky', '3.1 kB', 3)).toBe(' jabb…   3.1 kB');
});

it('cuts those at the right only where they alone have no room', () => {
	expect(drawn('poem', 'all of a very long word')).toBe(' all of a very…');
});

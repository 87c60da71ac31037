import { Text } from 'ink';
import { expect, it } from 'vitest';
import { Overlay } from '../../../source/ui/components/overlay.tsx';
import { drawnOver } from '../../fixtures/drawn.tsx';

it('hides what it lies over in all of its place, and stands in the middle of it', () => {
	const overlay = (
		<Overlay body={{ width: 12, height: 5 }} width={6} height={3}>
			<Text>ab</Text>
		</Overlay>
	);
	expect(drawnOver(overlay, 12, 5)).toEqual([
		'............',
		'...ab    ...',
		'...      ...',
		'...      ...',
		'............',
	]);
});

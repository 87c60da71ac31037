import { Text } from 'ink';
import { expect, it } from 'vitest';
import { OverlayFrame } from '../../../source/ui/components/overlay-frame.tsx';
import { drawnOver } from '../../fixtures/drawn.tsx';

it('hides what it lies over in all of its place, and stands in the middle of it', () => {
	const overlay = (
		<OverlayFrame body={{ width: 14, height: 7 }} width={8} height={5} title="A">
			<Text>ab</Text>
		</OverlayFrame>
	);
	expect(drawnOver(overlay, 14, 7)).toEqual([
		'..............',
		'...╭─ A ──╮...',
		'...│ab    │...',
		'...│      │...',
		'...│      │...',
		'...╰──────╯...',
		'..............',
	]);
});

import { Box } from 'ink';
import { render } from 'ink-testing-library';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { App } from '../../../source/ui/app.tsx';
import { RowsView } from '../../../source/ui/chrome/rows-view.tsx';
import { span } from '../../../source/ui/text/rows.ts';
import { createFakeLab, sampleTime } from '../../fixtures/fake-lab.ts';
import { openScreen } from '../../fixtures/terminal.tsx';

const open: { unmount(): void }[] = [];

afterEach(() => {
	for (const screen of open.splice(0)) {
		screen.unmount();
	}
});

/** The lines that Ink draws of this at 100 by 24, without a canvas. */
function drawn(view: ReactNode): readonly string[] {
	const screen = render(
		<Box width={100} height={24}>
			{view}
		</Box>,
	);
	open.push(screen);
	return linesOf(screen.lastFrame() ?? '');
}

function linesOf(text: string): readonly string[] {
	return text.split('\n').map(line => line.trimEnd());
}

test('without a canvas Ink draws the rows at their place, and nothing of them steers a terminal', () => {
	const rows = [[span('one')], [span('two\u001b[2J')], [span('three')]];
	const lines = drawn(<RowsView rect={{ x: 2, y: 0, width: 20, height: 2 }} rows={rows} />);
	expect(lines.slice(0, 3)).toEqual(['  one', '  two␛[2J', '']);
});

test('the whole screen that Ink draws is the one that is on the canvas', async () => {
	const onCanvas = openScreen(createFakeLab(), 100, 24);
	const frame = await onCanvas.until(text => text.includes('Servers'));
	onCanvas.close();
	const byInk = drawn(<App lab={createFakeLab()} onLeave={() => undefined} clock={() => sampleTime + 60_000} />);
	expect(byInk).toEqual(linesOf(frame));
});

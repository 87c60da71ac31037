import { describe, expect, it, vi } from 'vitest';
import { createCanvas } from '../../../source/ui/terminal/canvas.ts';
import { span } from '../../../source/ui/text/rows.ts';

const style = { look: () => '', glyph: (glyph: string) => glyph };
const size = { columns: 10, rows: 2 };

describe('a canvas', () => {
	it('tells once of all that is drawn together, after all of it is there', async () => {
		const told = vi.fn();
		const canvas = createCanvas(style, () => told(canvas.text(size)));
		canvas.place({ rect: { x: 0, y: 0, width: 10, height: 1 }, rows: [[span('first')]], opaque: false });
		canvas.place({ rect: { x: 0, y: 1, width: 10, height: 1 }, rows: [[span('second')]], opaque: false });
		expect(told).not.toHaveBeenCalled();
		await Promise.resolve();
		expect(told.mock.calls).toEqual([['first\nsecond']]);
	});

	it('forgets what was taken away', async () => {
		const canvas = createCanvas(style, () => undefined);
		const remove = canvas.place({
			rect: { x: 0, y: 0, width: 10, height: 1 },
			rows: [[span('gone')]],
			opaque: false,
		});
		remove();
		expect(canvas.text(size)).toBe('\n');
	});
});

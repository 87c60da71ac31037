import { describe, expect, it } from 'vitest';
import { type CellRow, cellsOf } from '../../../source/ui/terminal/cells.ts';
import { createPainter } from '../../../source/ui/terminal/painter.ts';
import { span } from '../../../source/ui/text/rows.ts';

const size = { columns: 80, rows: 24 };
const style = { look: () => '', glyph: (glyph: string) => glyph };

function screenOf(rows: readonly string[]): readonly CellRow[] {
	const layer = { rect: { x: 0, y: 0, width: 80, height: 24 }, rows: rows.map(row => [span(row)]), opaque: false };
	return cellsOf([layer], size, style);
}

/** A painter on a line that takes each piece only when it is told to; `frame` is what is drawn. */
function onLine() {
	const line = { writes: [] as string[], done: undefined as (() => void) | undefined, timeMs: 0 };
	let frame: readonly string[] = [];
	const painter = createPainter(
		() => screenOf(frame),
		(text, done) => {
			line.writes.push(text);
			line.done = done;
		},
		() => line.timeMs,
	);
	return {
		painter,
		line,
		draw(rows: readonly string[]) {
			frame = rows;
			painter.changed();
		},
		/** The line takes the piece, after so long. */
		takes(ms: number) {
			line.timeMs += ms;
			line.done?.();
		},
	};
}

const full = (letter: string): readonly string[] => Array.from({ length: 24 }, () => letter.repeat(80));

describe('a painter', () => {
	it('writes a change at once, within a frame, and nothing where nothing changed', () => {
		const { line, draw, takes } = onLine();
		draw(['one', 'two']);
		takes(0);
		draw(['one', 'two!']);
		takes(0);
		draw(['one', 'two!']);
		expect(line.writes).toHaveLength(2);
		expect(line.writes[1]).toBe('\u001b[?2026h\u001b[?7l\u001b[2;4H!\u001b[?7h\u001b[?2026l');
	});

	it('hands nothing more to a line that is busy, and then only the newest', () => {
		const { line, draw, takes } = onLine();
		draw(['a']);
		for (const letter of 'bcdefgh') {
			draw([letter]);
		}
		expect(line.writes).toHaveLength(1);
		takes(1_000);
		expect(line.writes).toHaveLength(2);
		expect(line.writes[1]).toContain('\u001b[1;1Hh\u001b');
		takes(1_000);
		expect(line.writes).toHaveLength(2);
	});

	it('gives a slow line small pieces, of the newest rows, until all is there', () => {
		const { line, draw, takes } = onLine();
		draw(full('x'));
		takes(0);
		draw(full('a'));
		takes(2_000);
		const before = line.writes.length;
		draw(full('b'));
		for (let piece = 0; piece < 40; piece += 1) {
			takes(500);
		}
		const later = line.writes.slice(before);
		expect(Math.max(...later.map(({ length }) => length))).toBeLessThan(500);
		expect(later.length).toBeGreaterThan(5);
		expect(later.join('')).not.toContain('aaa');
		expect(later.join('').match(/b{80}/g)).toHaveLength(24);
	});

	it('writes all of it again, and never clears first, when it forgets what the terminal shows', () => {
		const { line, painter, draw, takes } = onLine();
		draw(['one']);
		takes(0);
		painter.forget();
		draw(['one']);
		expect(line.writes[1]).toContain('\u001b[1Hone\u001b[K');
		expect(line.writes.join('')).not.toContain('\u001b[2J');
	});

	it('stops as soon as the line has taken the piece that is under way', async () => {
		const { line, painter, draw, takes } = onLine();
		draw(full('x'));
		draw(full('a'));
		let isStopped = false;
		const stopped = painter.stop().then(() => {
			isStopped = true;
		});
		await Promise.resolve();
		expect(isStopped).toBe(false);
		takes(3_000);
		await stopped;
		draw(full('b'));
		expect(line.writes).toHaveLength(1);
	});

	it('goes on with all of it after a stop', async () => {
		const { line, painter, draw, takes } = onLine();
		draw(['one']);
		takes(0);
		await painter.stop();
		painter.resume();
		expect(line.writes[1]).toContain('one');
	});

	it('tells how much it wrote in the last seconds', () => {
		const { line, painter, draw, takes } = onLine();
		draw(full('x'));
		takes(1_000);
		const bytes = Buffer.byteLength(line.writes.join(''));
		expect(painter.bytesPerSecond()).toBeCloseTo(bytes / 5);
		takes(5_000);
		expect(painter.bytesPerSecond()).toBe(0);
	});
});

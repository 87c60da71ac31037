import { describe, expect, it } from 'vitest';
import type { LessonChoice } from '../../../../source/lab/snapshot/lesson-state.ts';
import { lessonsView } from '../../../../source/ui/overlays/lessons/view.ts';
import { initialState } from '../../../../source/ui/state.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { modelOf } from '../../../fixtures/view-model.ts';

const lessons = Array.from(
	{ length: 9 },
	(_, at): LessonChoice => ({
		name: `lesson-${at + 1}`,
		title: `The title of lesson ${at + 1}`,
		summary: `What lesson ${at + 1} is about, said at such length that it takes more than one row here.`,
		done: at < 2,
	}),
);

function list(index: number, width = 64, height = 20, shown = lessons): readonly string[] {
	const snapshot = sampleSnapshot({ lessons: shown });
	const model = modelOf({ state: { ...initialState, overlay: { kind: 'lessons', index } }, snapshot });
	return drawnRows(<lessonsView.Component model={model} focused width={width} height={height} />, width, height);
}

describe('the list of lessons', () => {
	it('has a tick at those that are done, and says what the marked one is about', () => {
		expect(list(2, 64, 20, lessons.slice(0, 3)).slice(5, 15)).toEqual([
			'  ╭─ Lessons ────────────────────────────────── 2 of 3 done ─╮',
			'  │                                                          │',
			'  │ ✓ The title of lesson 1                         lesson-1 │',
			'  │ ✓ The title of lesson 2                         lesson-2 │',
			'  │▸· The title of lesson 3                         lesson-3 │',
			'  │                                                          │',
			'  │   What lesson 3 is about, said at such length that it    │',
			'  │   takes more than one row here.                          │',
			'  │                                                          │',
			'  ╰─ a lesson may empty the cache; all else is put back ─────╯',
		]);
	});

	it('keeps the marked one in sight where not all have room, and counts those below', () => {
		const low = list(0, 64, 12).join('\n');
		expect(low).toContain('▸✓ The title of lesson 1 ');
		expect(low).toMatch(/↓ 5 more ─╯/);
		const end = list(8, 64, 12).join('\n');
		expect(end).toContain('▸· The title of lesson 9 ');
		expect(end).not.toContain('more ─╯');
		expect(end).not.toContain('lesson 5 ');
	});

	it.each([
		[60, 12],
		[80, 21],
		[120, 34],
		[200, 58],
	])('stays inside a body of %ix%i', (width, height) => {
		const rows = list(4, width, height);
		expect(rows).toHaveLength(height);
		expect(Math.max(...rows.map(({ length }) => length))).toBeLessThanOrEqual(width - 2);
	});
});

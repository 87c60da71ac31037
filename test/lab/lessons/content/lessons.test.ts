import { describe, expect, test } from 'vitest';
import { lessons } from '../../../../source/lab/lessons/content/lessons.ts';
import type { Lesson } from '../../../../source/lab/lessons/engine/lesson.ts';
import { createLocalLab } from '../../../../source/lab/local-lab.ts';
import { labOnFreePorts } from '../../../fixtures/lab-on-free-ports.ts';
import { doStep, lessonIn } from '../../../fixtures/lesson-walk.ts';

/** Walks through a lesson in a lab of its own, from its first step to its last. */
async function walk(lesson: Lesson, guesses: 'right' | 'wrong'): Promise<void> {
	const lab = await createLocalLab({ ...labOnFreePorts, lesson: lesson.name });
	try {
		for (const step of lesson.steps.keys()) {
			const { outcome, prediction } = await doStep(lab, lesson, step + 1, guesses);
			expect(outcome).toMatchObject({ held: prediction === undefined ? undefined : guesses === 'right' });
			expect(outcome?.explanation).not.toContain('made to show something else');
			lab.dispatch({ type: 'next-step' });
		}
		const done = await lessonIn(lab, now => now.done);
		expect(done.skipped).toBe(0);
		expect(lab.snapshot().lessons?.find(({ name }) => name === lesson.name)?.done).toBe(true);
	} finally {
		await lab.close();
	}
}

const walks = lessons.flatMap(lesson =>
	(['right', 'wrong'] as const).map(guesses => ({ lesson, guesses, name: lesson.name })),
);
// Whoever blocks the loop blocks all labs of this thread, and a herd has to come within the one second of its poet.
const alone = walks.filter(({ name }) => ['blocked-loop', 'thundering-herd'].includes(name));
const others = walks.filter(walked => !alone.includes(walked));

describe('real labs', () => {
	test.concurrent.each(others)('$name shows what it is about to somebody who guesses $guesses', ({ lesson, guesses }) =>
		walk(lesson, guesses),
	);
});

test.each(alone)('$name shows what it is about to somebody who guesses $guesses', ({ lesson, guesses }) =>
	walk(lesson, guesses),
);

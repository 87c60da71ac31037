import { describe, expect, test, vi } from 'vitest';
import { labOnFreePorts } from '../../../fixtures/lab-on-free-ports.ts';
import { letPass, moveTimeByHand } from '../../../fixtures/moved-time.ts';

vi.mock('node:timers/promises', () => ({
	setTimeout: (ms: number, value: unknown) => new Promise(resolve => setTimeout(() => resolve(value), ms)),
}));
moveTimeByHand();
const { createLocalLab } = await import('../../../../source/lab/local-lab.ts');
const { lessons: all } = await import('../../../../source/lab/lessons/content/lessons.ts');
const { LessonPerson } = await import('../../../fixtures/lesson-person.ts');
const { everyWay, seenOf } = await import('../../../fixtures/lesson-ways.ts');
type Lesson = (typeof all)[number];
type Person = InstanceType<typeof LessonPerson>;
type Lab = Awaited<ReturnType<typeof createLocalLab>>;

/** Whoever blocks the loop also stops the hand that moves the clock. */
const lessons = all.filter(({ name }) => name !== 'blocked-loop');
/** Longer than the slowest poem takes, and than any poem is fresh in these labs. */
const longMs = 40_000;
const ttlMs = 5_000;

/** Goes through a lesson in a lab of its own; each step is done in this way. Gives the tries of each step. */
async function walk(
	lesson: Lesson,
	doStep: (person: Person) => Promise<void>,
	options = {},
): Promise<readonly number[] | undefined> {
	let tries: readonly number[] | undefined;
	const lab = await createLocalLab({ ...labOnFreePorts, ...options, lesson: lesson.name }, event => {
		tries = event.type === 'lesson-done' ? event.steps.map(step => step.tries) : tries;
	});
	const person = new LessonPerson(lab, lesson);
	try {
		for (const step of lesson.steps.keys()) {
			await person.comesTo(step + 1);
			await doStep(person);
			const { outcome } = await person.reads();
			expect(outcome?.explanation, outcome?.observed).not.toContain('made to show something else');
			await person.goesOn();
		}
		expect(person.card).toMatchObject({ done: true, skipped: 0 });
		expect(lab.snapshot().lessons?.find(({ name }) => name === lesson.name)?.done).toBe(true);
		return tries;
	} finally {
		await close(lab, person);
	}
}

async function close(lab: Lab, person: Person): Promise<void> {
	person.leavesAll();
	const closing = lab.close();
	await letPass(2_000);
	await closing;
}

describe.each(lessons)('the lesson $name', lesson => {
	test('is shown by the lab also to somebody who guesses wrong', async () => {
		const tries = await walk(lesson, async person => {
			await person.guesses('wrong');
			await person.pressesEnter();
			expect(person.card.outcome?.held, person.card.outcome?.observed).toBe(false);
		});
		expect(tries).toEqual(lesson.steps.map(() => 0));
	});

	test.each([
		['right', 0],
		['wrong', longMs],
	] as const)(
		'sees what its lines do in another terminal, and judges before netcat has gone: %s, after %d ms',
		async (how, ms) => {
			const tries = await walk(lesson, async person => {
				await letPass(ms);
				await person.guesses(how);
				await person.typesLines();
				const { outcome } = await person.reads();
				expect(outcome?.held, outcome?.observed).toBe(how === 'right');
			});
			expect(tries).toEqual(lesson.steps.map(() => 0));
		},
	);

	test('still shows it to somebody who reads for long, before the guess or after it', async () => {
		await walk(
			lesson,
			async person => {
				await letPass(person.card.step % 2 === 0 ? longMs : 0);
				await person.guesses('right');
				await letPass(person.card.step % 2 === 1 ? longMs : 0);
				await person.pressesEnter();
				expect(person.card.outcome?.held, person.card.outcome?.observed).toBe(true);
			},
			{ ttlMs },
		);
	});

	test.each(everyWay)('sees what is done in another way: %s', async way => {
		await walk(
			lesson,
			async person => {
				const isSlow = (person.card.step + everyWay.indexOf(way)) % 2 === 0;
				await letPass(isSlow ? longMs : 0);
				await person.guesses(isSlow ? 'wrong' : 'right');
				const expected = seenOf(way, person.card, isSlow);
				expect(await person.comes(way)).toMatch(expected);
				if (person.card.outcome === undefined) {
					await person.pressesEnter();
				}
				expect(person.card.outcome?.held, person.card.outcome?.observed).toBe(!isSlow);
			},
			{ ttlMs },
		);
	});

	test('can be left and begun again from any step on, when those before are skipped', async () => {
		const lab = await createLocalLab({ ...labOnFreePorts, lesson: lesson.name });
		const person = new LessonPerson(lab, lesson);
		try {
			for (const step of lesson.steps.map((_, index) => index + 1).reverse()) {
				lab.dispatch({ type: 'leave-lesson' });
				lab.dispatch({ type: 'start-lesson', name: lesson.name });
				await letPass(500);
				for (let before = 1; before < step; before += 1) {
					lab.dispatch({ type: 'next-step', step: before });
				}
				await person.comesTo(step);
				await person.guesses('right');
				await person.pressesEnter();
				expect(person.card.outcome?.held, person.card.outcome?.observed).toBe(true);
			}
		} finally {
			await close(lab, person);
		}
	});
});

import { describe, expect, test } from 'vitest';
import { lessonsIn } from '../../../../source/lab/lessons/content/lessons.ts';
import type { Lesson } from '../../../../source/lab/lessons/engine/lesson.ts';
import { bytesWords, fillIn, partWords, timeWords } from '../../../../source/lab/lessons/engine/words.ts';
import { sampleStage } from '../../../fixtures/stage.ts';

const lessons = lessonsIn({ isClass: true });

/** Everything that a lesson says to a person. */
function wordsOf({ title, summary, inside, steps }: Lesson): readonly string[] {
	const inSteps = steps.flatMap(({ text, task, prediction }) => [
		text,
		task,
		prediction.question,
		...prediction.choices.flatMap(choice => [choice.text, choice.explanation]),
	]);
	return [title, summary, inside, ...inSteps].map(text => fillIn(text, sampleStage));
}

const names = lessons.map(({ name }) => name);

test('every lesson has a name of its own, in kebab-case', () => {
	expect(new Set(names).size).toBe(names.length);
	expect(names.filter(name => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
});

describe.each(lessons)('the lesson $name', lesson => {
	test('has a short line that asks, since whoever reads it in the list is still to guess', () => {
		expect(lesson.summary).toMatch(/^[^:]+: .*\b(who|what|how|where)\b/);
	});

	test('has no sentence of more than 30 words', () => {
		const sentences = wordsOf(lesson).flatMap(text => text.split(/(?<=[.?!:])\s/));
		expect(sentences.filter(sentence => sentence.split(/\s+/).length > 30)).toEqual([]);
	});

	test('has at most four sentences before something is to be guessed or done', () => {
		const counts = lesson.steps.map(({ text }) => fillIn(text, sampleStage).split(/[.?!](?:\s|$)/).length - 1);
		expect(Math.max(...counts)).toBeLessThanOrEqual(4);
	});

	test('offers two to four choices, of which one is expected to hold, and explains each', () => {
		for (const { prediction } of lesson.steps) {
			const { choices, expected } = prediction;
			expect(choices.length).toBeGreaterThanOrEqual(2);
			expect(choices.length).toBeLessThanOrEqual(4);
			expect(choices.filter(({ says }) => says === expected)).toHaveLength(1);
			expect(new Set(choices.map(({ says }) => says)).size).toBe(choices.length);
			expect(choices.filter(choice => choice.explanation.length < 40)).toEqual([]);
		}
	});

	test('says to whoever guessed wrong nothing that ends there: the right answer is explained too', () => {
		for (const { prediction } of lesson.steps) {
			for (const { says, explanation } of prediction.choices) {
				expect(says === prediction.expected || explanation.split(/[.?!:](?:\s|$)/).length > 2).toBe(true);
			}
		}
	});

	test('has lines of code and of shell that are not cut at 80 columns', () => {
		const lines = lesson.steps.flatMap(({ code = [], shell = [] }) => [
			...code,
			...shell.map(line => fillIn(line, sampleStage)),
		]);
		expect(lines.filter(line => line.length > 38)).toEqual([]);
	});
});

test('a place that no lesson has is an error of whoever wrote it', () => {
	expect(() => fillIn('{publisher}', sampleStage)).toThrow(RangeError);
	expect(() => fillIn('{poet-colour}', sampleStage)).toThrow(RangeError);
	expect(fillIn('{poet} at {poet-address}, {poet-bytes}', sampleStage)).toBe(
		'poetry/jabberwocky at 127.0.0.1:60006, 812 bytes',
	);
});

test('numbers are said as a person would', () => {
	expect([bytesWords(1), bytesWords(2_709), bytesWords(24_000_000)]).toEqual(['1 byte', '2,709 bytes', '24.0 MB']);
	expect([partWords(300, 812), partWords(3_900_000, 24_000_000)]).toEqual(['300 of 812 bytes', '3.9 MB of 24.0 MB']);
	expect([timeWords(0.31), timeWords(812), timeWords(2_004)]).toEqual(['0.3 ms', '812 ms', '2.0 s']);
});

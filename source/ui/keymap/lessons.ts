import { bind, section, unlisted } from './section.ts';

/** The keys of a lesson, and of the list of lessons. */
export const lessonSections = [
	section('lesson-choose', 'A lesson, guessing', [
		bind(['enter'], 'accept', 'guess what is marked', { hint: 'guess' }),
		unlisted(['up', 'k'], 'up', 'the choice before'),
		unlisted(['down', 'j'], 'down', 'the next choice', { hint: 'choose' }),
		...guesses('guess it'),
		unlisted(['n'], 'skip-step', 'skip the step', { hint: 'skip' }),
	]),
	section('lesson-do', 'A lesson, doing', [
		bind(['enter'], 'do-task', 'let the lab do it', { hint: 'do it' }),
		...guesses('another guess'),
		bind(['n'], 'skip-step', 'skip the step', { hint: 'skip' }),
	]),
	section('lesson-wait', 'A lesson, waiting', [unlisted(['n'], 'skip-step', 'skip the step', { hint: 'skip' })]),
	section('lesson-next', 'A lesson, after it happened', [
		bind(['enter', 'n'], 'next-step', 'the next step, or the end', { hint: 'next step' }),
		bind(['i'], 'look-inside', 'open what happened', { hint: 'look inside', hintWhen: 'lesson-exchange' }),
	]),
	section('lesson-over', 'A lesson, at its end', [
		bind(['enter', 'n'], 'next-lesson', 'the next lesson', { hint: 'next lesson' }),
		bind(['i'], 'look-inside', 'open the last exchange', { hint: 'look inside', hintWhen: 'lesson-exchange' }),
	]),
	section('lesson', 'A lesson', [
		bind(['escape'], 'back', 'leave the lesson', { hint: 'leave lesson' }),
		unlisted(['pagedown', 'ctrl+f'], 'page-down', 'more of the card'),
		unlisted(['pageup', 'ctrl+b'], 'page-up', 'back in the card'),
	]),
	section('lesson-aside', 'Beside a lesson', [
		bind(['0'], 'lessons', 'back to the lesson', { hint: 'back to the lesson' }),
	]),
	section('lessons', 'Choosing a lesson', [
		bind(['enter'], 'accept', 'begin it', { hint: 'begin' }),
		unlisted(['down', 'j'], 'down', 'one down', { hint: 'move' }),
		unlisted(['up', 'k'], 'up', 'one up'),
		unlisted(['g', 'home'], 'first', 'the first'),
		unlisted(['G', 'end'], 'last', 'the last'),
		bind(['escape', '0', 'q'], 'close', 'back to the panels', { hint: 'back' }),
	]),
];

/** The letters before the choices. */
function guesses(description: string) {
	return [
		bind(['a'], 'choose-a', `a, b, c: ${description}`),
		unlisted(['b'], 'choose-b', description),
		unlisted(['c'], 'choose-c', description),
		unlisted(['d'], 'choose-d', description),
	];
}

import { lessons as allLessons, classLessons } from '../../../lab/lessons/content/lessons.ts';
import type { Topic } from '../topic.ts';

export const lessons: Topic = {
	name: 'lessons',
	title: 'Lessons',
	summary: 'what each lesson shows, and how one goes',
	examples: [
		{ line: 'poetry-lab lesson', does: 'list the lessons, and which are done' },
		{ line: 'poetry-lab lesson --json', does: 'the same for a script, with each guess' },
		{ line: 'poetry-lab lesson thundering-herd', does: 'open the lab with this one' },
	],
	blocks: [
		'In the lab, 0 lists the lessons. A card explains something in a few sentences and asks for a guess. Then enter lets the lab do the task; or do it yourself, in another panel or another terminal. What really happens decides whether the guess was right, on the sockets or in the code that the lab runs: no event is made up.',
		'n skips a step. esc twice leaves the lesson, and then everything that it broke works again.',
		{
			title: 'The lessons, in their order',
			rows: allLessons.map(({ name, summary }) => ({ left: name, words: summary })),
		},
		{
			title: 'In a class, with --class, one more',
			rows: classLessons.map(({ name, summary }) => ({ left: name, words: summary })),
		},
	],
};

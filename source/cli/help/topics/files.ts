import type { Topic } from '../topic.ts';

export const files: Topic = {
	name: 'files',
	title: 'Files',
	summary: 'what is read and written, and what is no file',
	blocks: [
		{
			rows: [
				{
					left: '~/.local/state/poetry-lab/lessons.json',
					words:
						'Which lessons are done, when, and what was guessed. $XDG_STATE_HOME moves it, and other systems have a place of their own.',
				},
			],
		},
		'A file that you name (a recording, a poem, a transform, a place to save) is looked at before it is opened. When it is no regular file, such as a pipe, a device or a directory, the lab says so and does not wait for it. Only replay takes a pipe.',
		'A byte in a file’s name that is not UTF-8 is shown as \\xe9.',
	],
};

import type { Topic } from '../topic.ts';

export const screenReader: Topic = {
	name: 'screen-reader',
	title: 'With a screen reader',
	summary: 'the lab in lines of plain words, to be read aloud',
	examples: [
		{ line: 'poetry-lab --screen-reader', does: 'lesson and replay take it too' },
		{ line: 'INK_SCREEN_READER=true poetry-lab', does: 'the same' },
	],
	blocks: [
		'It is the same lab with the same keys. Each line is added below the last one; nothing is drawn, moved or taken back.',
		'A key says where it led to, the important word first. A fetch is told when it begins and when it ends. New traffic is summed up now and then, and only in the panel Traffic.',
		'z reads the whole panel. A page is ten lines. A digit says again where you are. ? lists the keys that work here. An opened exchange is a numbered list of sentences, in the order of time.',
	],
};

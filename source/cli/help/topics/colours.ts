import type { Topic } from '../topic.ts';

export const colours: Topic = {
	name: 'colours',
	title: 'Colours and terminals',
	summary: 'themes, NO_COLOR, and what the screen costs',
	blocks: [
		'No meaning depends on colour alone: each outcome is also a word.',
		{
			rows: [
				{ left: '--theme dark', words: 'colours for a dark background, with a contrast of 4.5 or more' },
				{ left: '--theme light', words: 'the same for a light background' },
				{ left: '--theme auto', words: 'goes by COLORFGBG; where that is not set, your terminal’s own 16 colours' },
				{ left: 'NO_COLOR', words: 'no colours: only bold, faint and inverse' },
				{ left: 'FORCE_COLOR=0 to 3', words: 'no colours, 16, or (2 and 3) 256; it is stronger than NO_COLOR' },
				{ left: 'TERM=dumb, or not set', words: 'nothing can be drawn: the lab is the same as serve, and says so' },
			],
		},
		'A locale without UTF-8 gets borders in ASCII. tmux is a terminal like others, detached or not.',
		'Only the changed part of a line is written, and nothing while nothing happens; ? shows how much is written. Under traffic, drawing takes at most about 6 % of a core, and a key is drawn at once. On a slow line the next frame waits until the line has taken the last one, and shows the newest state: frames are skipped, keys are not.',
	],
};

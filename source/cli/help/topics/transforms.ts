import { transforms as allTransforms } from '../../../transforms/transforms.ts';
import type { Topic } from '../topic.ts';

export const transforms: Topic = {
	name: 'transforms',
	title: 'Transforms',
	summary: 'the transforms there are, and how to add your own',
	examples: [
		{ line: 'poetry-lab get :12000 --transform shout,rot13', does: 'use two of them' },
		{ line: 'poetry-lab --transforms mine', does: 'add your own' },
	],
	blocks: [
		{ title: 'Bundled', rows: allTransforms.map(({ name, summary }) => ({ left: name, words: summary })) },
		'Your own: a JavaScript module that exports one function from text to text, or to a promise of text. Put it into a directory and name the directory with --transforms. The file’s name is the transform’s name: mine/softly.js is softly.',
		'Each module runs in a process of its own, so that it cannot harm the lab. A module that hangs, that takes more than 256 MB of memory or that ends its process is ended and started again; only its request is refused, and the reason has the file’s name in it. A module may take --transform-timeout for a poem, counted from when its process has it, and 5 s to load once its process runs. When modules do not finish loading for 5 s more, those that wait behind them are loaded for their first poem instead. What it prints is thrown away.',
		'It is your own code all the same, with your rights: it can read your files and end other processes. A change to the file counts from the next start of its process, at the latest when the lab starts again.',
	],
};

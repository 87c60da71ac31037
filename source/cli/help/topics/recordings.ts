import type { Topic } from '../topic.ts';

export const recordings: Topic = {
	name: 'recordings',
	title: 'Recordings',
	summary: 'what a recording holds, and what replay opens',
	examples: [
		{ line: 'poetry-lab --record session.jsonl', does: 'the lab; also for serve' },
		{ line: 'poetry-lab serve --json > session.jsonl', does: 'replay opens this too' },
		{ line: 'poetry-lab replay session.jsonl', does: 'look at it on the same screen' },
		{ line: 'poetry-lab replay <(zcat session.jsonl.gz)', does: 'through a pipe' },
	],
	blocks: [
		'A recording is a text file with one JSON object on each line, for one event. In the lab, R begins and ends one.',
		'A recording that begins in the middle (R) first holds what was counted before, and what is open at that moment, such as connection-found-open with its bytes so far. A replay marks these as older than the recording. Two recordings in one file are replayed one after the other.',
		'Of each chunk on the wire, and of each text, the first 4 KiB are kept, and the chunk’s true length. The same bytes are written once: a later line names them by their hash (dataHash, SHA-256) and their length. Where the line that has them is lost, a replay says that they are not kept. An existing file is never overwritten.',
		'A recording always ends with a whole line: after kill -9 it opens up to its last one. A full disk ends the recording, never the lab.',
		'replay also opens what serve --json printed, as far as that goes. A damaged line is left out and counted. A recording that comes through a pipe is read to its end first.',
	],
};

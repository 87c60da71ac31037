import type { Topic } from './topic.ts';
import { batches } from './topics/batches.ts';
import { classes } from './topics/classes.ts';
import { clock } from './topics/clock.ts';
import { colours } from './topics/colours.ts';
import { exitCodes } from './topics/exit-codes.ts';
import { faults } from './topics/faults.ts';
import { files } from './topics/files.ts';
import { flags } from './topics/flags.ts';
import { keys } from './topics/keys.ts';
import { ladder } from './topics/ladder.ts';
import { lessons } from './topics/lessons.ts';
import { recordings } from './topics/recordings.ts';
import { screenReader } from './topics/screen-reader.ts';
import { transforms } from './topics/transforms.ts';
import { wire } from './topics/wire.ts';
import { words } from './topics/words.ts';

/** The topics in the order in which the help lists them. To add one: a file in `topics/`, and its name here. */
export const topics: readonly Topic[] = [
	keys,
	flags,
	faults,
	lessons,
	transforms,
	batches,
	ladder,
	recordings,
	classes,
	wire,
	words,
	colours,
	screenReader,
	exitCodes,
	clock,
	files,
];

import type { Section } from './section.ts';
import { bulk } from './sections/bulk.ts';
import { classBoard } from './sections/class/class-board.ts';
import { classCost } from './sections/class/class-cost.ts';
import { engineGone } from './sections/class/engine-gone.ts';
import { sharedCache } from './sections/class/shared-cache.ts';
import { connections } from './sections/connections.ts';
import { firstByte } from './sections/first-byte.ts';
import { growth } from './sections/growth.ts';
import { held } from './sections/held.ts';
import { herd } from './sections/herd.ts';
import { largePoem } from './sections/large-poem.ts';
import { longRun } from './sections/long-run.ts';
import { netstring } from './sections/netstring.ts';
import { nodes } from './sections/nodes.ts';
import { recording } from './sections/recording.ts';
import { slowCrowd } from './sections/slow-crowd.ts';
import { start } from './sections/start.ts';
import { terminal } from './sections/terminal.ts';
import { hit, miss, poem, transformed } from './sections/versus-sections.ts';

/** Every part of the benchmark, in the order in which they run. */
export const sections: readonly Section[] = [
	...[poem, transformed, hit, miss, firstByte],
	...[herd, connections, slowCrowd, bulk, largePoem],
	...[longRun, growth, held, netstring, nodes],
	recording,
	...[classCost, sharedCache, engineGone, classBoard],
	terminal,
	start,
];

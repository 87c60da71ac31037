import { corrupt } from './corrupt.ts';
import { down } from './down.ts';
import type { Fault } from './fault.ts';
import { hang } from './hang.ts';
import { latency } from './latency.ts';
import { reset } from './reset.ts';
import { slice } from './slice.ts';
import { trickle } from './trickle.ts';
import { truncate } from './truncate.ts';

/** The faults that there are, in the order in which they are offered: from what only slows to what breaks. */
export const faults: readonly Fault[] = [latency, trickle, slice, truncate, reset, hang, down, corrupt];

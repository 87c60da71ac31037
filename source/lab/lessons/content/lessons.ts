import type { Lesson } from '../engine/lesson.ts';
import { aPromiseThatWaits } from './a-promise-that-waits.ts';
import { blockedLoop } from './blocked-loop.ts';
import { byHand } from './by-hand.ts';
import { fallBack } from './fall-back.ts';
import { leavingEarly } from './leaving-early.ts';
import { nowLaterOrThrown } from './now-later-or-thrown.ts';
import { nowOrLater } from './now-or-later.ts';
import { oneCacheForAll } from './one-cache-for-all.ts';
import { oneWriteIsNotOneRead } from './one-write-is-not-one-read.ts';
import { poisonedCache } from './poisoned-cache.ts';
import { promiseInAPromise } from './promise-in-a-promise.ts';
import { silence } from './silence.ts';
import { slowReader } from './slow-reader.ts';
import { thunderingHerd } from './thundering-herd.ts';
import { writeAndClose } from './write-and-close.ts';

/** The lessons in the order in which they build on each other. */
export const lessons: readonly Lesson[] = [
	writeAndClose,
	byHand,
	oneWriteIsNotOneRead,
	promiseInAPromise,
	fallBack,
	nowLaterOrThrown,
	nowOrLater,
	thunderingHerd,
	aPromiseThatWaits,
	leavingEarly,
	silence,
	poisonedCache,
	slowReader,
	blockedLoop,
];

/** Those that only a class can show. */
export const classLessons: readonly Lesson[] = [oneCacheForAll];

/** The lessons that a lab offers, alone or in a class. */
export function lessonsIn({ isClass }: { readonly isClass: boolean }): readonly Lesson[] {
	return isClass ? [...lessons, ...classLessons] : lessons;
}

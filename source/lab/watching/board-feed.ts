import { isDeepStrictEqual } from 'node:util';
import { type HeardLab, heardLabs } from '../../class/class-board.ts';
import type { ClassLink } from '../../class/link.ts';
import type { BoardLab, BoardState } from '../snapshot/board-state.ts';
import { parseSummary } from '../snapshot/lab-summary.ts';

/** The time between two questions to the class, in milliseconds. */
const everyMs = 500;

/** The board of a class, as it changes. */
export class BoardFeed {
	readonly #link: ClassLink;
	readonly #changed: () => void;
	#state: BoardState;
	#timer: NodeJS.Timeout | undefined;
	#hasLooked = false;
	#isOver = false;

	constructor(link: ClassLink, changed: () => void) {
		this.#link = link;
		this.#changed = changed;
		this.#state = { engine: link.where, labs: [] };
	}

	/** The newest state; the same object until something has changed. */
	get state(): BoardState {
		return this.#state;
	}

	/** Asks the class now, and from then on again and again. Resolves after the first answer, or that there is none. */
	async start(): Promise<void> {
		await this.look();
		if (!this.#isOver) {
			this.#timer = setTimeout(() => void this.start(), everyMs);
		}
	}

	stop(): void {
		this.#isOver = true;
		clearTimeout(this.#timer);
	}

	/** Asks the class once. */
	async look(): Promise<void> {
		try {
			const labs = (await heardLabs(this.#link)).flatMap(boardLab).sort(byName);
			this.#take({ engine: this.#link.where, labs: this.#knownOf(labs) });
		} catch (error) {
			const away = error instanceof Error ? error.message : String(error);
			this.#take({ engine: this.#link.where, labs: this.#state.labs, away });
		}
	}

	/** Those that have not changed, as they were: what is the same is not drawn anew. */
	#knownOf(labs: readonly BoardLab[]): readonly BoardLab[] {
		const known = new Map(this.#state.labs.map(lab => [lab.name, lab]));
		return labs.map(lab => {
			const before = known.get(lab.name);
			return isDeepStrictEqual(lab, before) ? (before ?? lab) : lab;
		});
	}

	#take(next: BoardState): void {
		if (!this.#hasLooked || !isDeepStrictEqual(next, this.#state)) {
			this.#hasLooked = true;
			this.#state = next;
			this.#changed();
		}
	}
}

/** A lab whose words are none of ours is not on the board. */
function boardLab({ name, told, agoMs, isThere }: HeardLab): readonly BoardLab[] {
	const summary = parseSummary(told);
	if (summary === undefined) {
		return [];
	}
	const { lesson, left } = summary;
	const isHere = isThere && !left;
	const isAtStep = isHere && lesson?.stepMs !== undefined && lesson.left !== true;
	return [
		{
			...summary,
			name,
			isHere,
			heardMs: inSteps(agoMs),
			...(isAtStep && { stepMs: inMinutes((lesson.stepMs ?? 0) + agoMs) }),
		},
	];
}

function inSteps(agoMs: number): number {
	return agoMs < minuteMs ? Math.floor(agoMs / 10_000) * 10_000 : inMinutes(agoMs);
}

function inMinutes(ms: number): number {
	return Math.floor(ms / minuteMs) * minuteMs;
}

const minuteMs = 60_000;

function byName(one: BoardLab, other: BoardLab): number {
	return one.name < other.name ? -1 : 1;
}

import { useCallback, useSyncExternalStore } from 'react';
import type { Lab, Snapshot } from '../lab/lab.ts';

/** A part of the lab's newest snapshot. The selector must give the same reference for the same snapshot. */
export function useLab<Part>(lab: Lab, selector: (snapshot: Snapshot) => Part): Part {
	const subscribe = useCallback((listener: () => void) => lab.subscribe(listener), [lab]);
	return useSyncExternalStore(subscribe, () => selector(lab.snapshot()));
}

import { createContext, useContext } from 'react';

/** How many bytes are written to the terminal in a second, on the average of the last ones. */
export const WriteRateContext = createContext<() => number>(() => 0);

/** The rate at this render, in bytes a second. */
export function useWriteRate(): number {
	return useContext(WriteRateContext)();
}

import { createContext } from 'react';
import type { Canvas } from './canvas.ts';

/** What components draw on; where there is none, Ink itself draws them. */
export const CanvasContext = createContext<Pick<Canvas, 'place'> | undefined>(undefined);

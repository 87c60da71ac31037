import { createContext } from 'react';
import type { Canvas } from './canvas.ts';

/** What components draw on. Where there is none, nothing is drawn. */
export const CanvasContext = createContext<Pick<Canvas, 'place'>>({ place: () => () => undefined });

import { type CellRow, cellsOf, cellsText, type Layer, type Style } from './cells.ts';

/** What the components draw on. */
export interface Canvas {
	/** Puts rows at their place; gives what takes them away again. */
	place(layer: Layer): () => void;
	/** All that is drawn now, on a terminal of this size. */
	cells(size: { readonly columns: number; readonly rows: number }): readonly CellRow[];
	/** The same as plain text. */
	text(size: { readonly columns: number; readonly rows: number }): string;
}

/** A canvas that says when something was drawn: once, after all of a commit is there. */
export function createCanvas(style: Style, changed: () => void): Canvas {
	const layers = new Set<Layer>();
	let told = false;
	const tell = (): void => {
		if (!told) {
			told = true;
			queueMicrotask(() => {
				told = false;
				changed();
			});
		}
	};
	const cells: Canvas['cells'] = size => cellsOf(layers, size, style);
	return {
		place(layer) {
			layers.add(layer);
			tell();
			return () => {
				layers.delete(layer);
				tell();
			};
		},
		cells,
		text: size => cellsText(cells(size)),
	};
}

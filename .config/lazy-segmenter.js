// Stands for Intl.Segmenter in the bundle: the packages make theirs when they are loaded, which takes longer than all of
// a first frame, while the texts of that frame seldom need one.
const { Segmenter } = Intl;

/** Makes its segmenter when it is first used. */
export class LazySegmenter {
	/** @type {Intl.Segmenter | undefined} */
	#made;
	#options;

	/** @param {ConstructorParameters<typeof Segmenter>} options */
	constructor(...options) {
		this.#options = options;
	}

	/** @param {string} text */
	segment(text) {
		this.#made ??= new Segmenter(...this.#options);
		return this.#made.segment(text);
	}
}

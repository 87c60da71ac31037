import { describe, expect, it } from 'vitest';
import { Prompt } from '../../../source/ui/components/prompt.tsx';
import { TextField } from '../../../source/ui/components/text-field.tsx';
import { gap } from '../../../source/ui/text/rows.ts';
import { drawnOver } from '../../fixtures/drawn.tsx';

describe('Prompt', () => {
	const prompt = (error?: string) => (
		<Prompt body={{ width: 34, height: 9 }} title="Save in" hint="A new file." fieldCount={1} error={error}>
			<TextField label={[gap(1)]} text="tyger.txt" typing width={20} />
		</Prompt>
	);

	it('lies over what is below it, with its field and a hint', () => {
		expect(drawnOver(prompt(), 34, 9)).toEqual([
			'..................................',
			'..╭─ Save in ──────────────────╮..',
			'..│ tyger.txt▏                 │..',
			'..│                            │..',
			'..│ A new file.                │..',
			'..│                            │..',
			'..│                            │..',
			'..╰────────────────────────────╯..',
			'..................................',
		]);
	});

	it('says why an answer would not do in the place of the hint', () => {
		expect(drawnOver(prompt('There is a file with this name already.'), 34, 9).slice(4, 6)).toEqual([
			'..│ ✗ There is a file with     │..',
			'..│   this name already.       │..',
		]);
	});
});

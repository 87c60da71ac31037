import type { Choice, Choices } from './choices.ts';
import { type Completable, type CompletableFlag, flagsWithValue, namedChoices } from './completable.ts';

/** The completion script for fish, 3.0 or newer. */
export function fishCompletion(line: Completable): string {
	return `# Completion of poetry-lab for fish.
#
# To try it:
#   poetry-lab completion fish | source
# To have it in every shell from then on:
#   poetry-lab completion fish > ~/.config/fish/completions/poetry-lab.fish

# The command that the line names; lab where it names none.
function __poetry_lab_command
    set -l words (commandline -opc)
    set -e words[1]
    set -l value
    for word in $words
        if test -n "$value"
            set value
            continue
        end
        switch $word
            case ${flagsWithValue(line)
							.map(({ name }) => name)
							.join(' ')}
                set value yes
            case '-*'
            case '*'
                echo $word
                return
        end
    end
    echo lab
end

function __poetry_lab_is
    contains -- (__poetry_lab_command) $argv
end

# The value so far as fish reads it, without the flag before it.
function __poetry_lab_value
    commandline -ct | string replace -r '^(--[a-z-]+=)?["\\']?' '' | string replace -ra '\\\\\\\\(.)' '$1'
end

${offered({ kind: 'words', name: 'commands', words: line.commandChoices })}

${namedChoices(line).map(offered).join('\n\n')}

complete -c poetry-lab -f
complete -c poetry-lab -n '__poetry_lab_is lab' -a '(__poetry_lab_offer_commands)'
${flagLines(line).join('\n')}
${argumentLines(line).join('\n')}
`;
}

/** A line for each flag, and the commands that have it with the same meaning. */
function flagLines({ commands }: Completable): readonly string[] {
	const owners = new Map<string, string[]>();
	for (const { name, flags } of commands) {
		for (const flag of flags) {
			const words = flagWords(flag);
			owners.set(words, [...(owners.get(words) ?? []), name]);
		}
	}
	return [...owners].map(([words, names]) => `complete -c poetry-lab -n '__poetry_lab_is ${names.join(' ')}' ${words}`);
}

function flagWords({ name, short, about, value }: CompletableFlag): string {
	const names = [...(short === undefined ? [] : [`-s ${short.slice(1)}`]), `-l ${name.slice(2)}`];
	const needed = value === undefined ? [] : [value.kind === 'file' ? '-r' : '-x', ...values(value)];
	return [...names, `-d ${quote(about)}`, ...needed].join(' ');
}

function argumentLines({ commands }: Completable): readonly string[] {
	return commands.flatMap(({ name, argument }) =>
		argument === undefined
			? []
			: [['complete -c poetry-lab -n', quote(`__poetry_lab_is ${name}`), ...values(argument.choices)].join(' ')],
	);
}

function values(choices: Choices): readonly string[] {
	switch (choices.kind) {
		case 'anything':
			return [];
		case 'file':
			return ['-F'];
		case 'directory':
			return ["-a '(__fish_complete_directories)'"];
		case 'words':
		case 'list':
		case 'pair':
			return [`-a '(${functionOf(choices.name)})'`];
	}
}

/** The function that offers these words, a line each, with the words about it after a tab. */
function offered(choices: Extract<Choices, { readonly name: string }>): string {
	const put = ` | while read -l word\n            echo $before$word\n        end`;
	const body = {
		words: () => printed(choices.words),
		list: () =>
			`    set -l before (__poetry_lab_value | string replace -r '[^,]*$' '')\n${printed(choices.words)}${put}`,
		// What follows a colon would be looked for in the words about the others.
		pair: () => `    set -l before (__poetry_lab_value | string match -r '^[^=]*=')
    if string match -qr '=.*:' (__poetry_lab_value)
        return
    else if test -n "$before"
    ${printed(choices.kind === 'pair' ? choices.seconds : [])}${put}
    else
    ${printed(choices.words, '=')}
    end`,
	};
	return `function ${functionOf(choices.name)}\n${body[choices.kind]()}\nend`;
}

function printed(choices: readonly Choice[], suffix = ''): string {
	const lines = choices.map(({ word, about = '' }) => `${quote(`${word}${suffix}`)} ${quote(about)}`);
	return `    printf '%s\\t%s\\n' ${lines.join(' ')}`;
}

function functionOf(name: string): string {
	return `__poetry_lab_offer_${name.replaceAll(/\W/g, '_')}`;
}

function quote(text: string): string {
	return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}

import type { Choice, Choices } from './choices.ts';
import {
	type Completable,
	type CompletableCommand,
	type CompletableFlag,
	flagsWithValue,
	namedChoices,
} from './completable.ts';

/** The completion script for zsh, 5.0 or newer. */
export function zshCompletion(line: Completable): string {
	const valued = flagsWithValue(line).map(({ name }) => name);
	const flags = new Set(line.commands.flatMap(command => command.flags.map(({ name }) => name)));
	return `#compdef poetry-lab
# Completion of poetry-lab for zsh.
#
# To try it:
#   source <(poetry-lab completion zsh)
# To have it in every shell from then on; it belongs after the line with compinit:
#   echo 'source <(poetry-lab completion zsh)' >> ~/.zshrc
# Or in a file that is read when it is needed, in a directory of $fpath:
#   poetry-lab completion zsh > /usr/local/share/zsh/site-functions/_poetry-lab

${[{ kind: 'words', name: 'commands', words: line.commandChoices } as const, ...namedChoices(line)].map(offered).join('\n\n')}

_poetry-lab() {
	local word name command rest skip
	local -a kept=(poetry-lab) flags arguments
	# The words from the command on, without flags that there are not, which would be taken for arguments.
	for word in "\${(@)words[2,CURRENT-1]}"; do
		name=\${(Q)word}
		if [[ -n $skip ]]; then
			skip= kept+=("$word")
		elif [[ -z $rest && $name == -- ]]; then
			rest=yes
		elif [[ -z $rest && ' ${valued.join(' ')} ' == *" $name "* ]]; then
			skip=yes kept+=("$word")
		elif [[ -z $rest && ' ${[...flags].join(' ')} ' == *" \${name%%=*} "* ]]; then
			kept+=("$word")
		elif [[ -z $rest && $name == -* ]]; then
			continue
		elif [[ -z $command ]]; then
			command=$name kept=("$word")
		else
			kept+=("$word")
		fi
	done
	words=("\${(@)kept}" "\${(@)words[CURRENT,-1]}") CURRENT=$(($#kept + 1))
	case $command in
${line.commands.map(specsOf).join('\n')}
		*) return 1 ;;
	esac
	[[ -z $rest ]] || flags=()
	_arguments $flags $arguments
}

if [[ $funcstack[1] == _poetry-lab ]]; then
	_poetry-lab "$@"
else
	compdef _poetry-lab poetry-lab
fi
`;
}

/** What `_arguments` is told of a command. */
function specsOf({ name, flags, argument }: CompletableCommand): string {
	const own = argument && [`${argument.isRepeatable ? '*' : '1'}:${argument.choices.kind}:${action(argument.choices)}`];
	const specs = name === 'lab' ? ['1:command:_poetry-lab-offer-commands'] : (own ?? []);
	const lines = flags.map(flag => `				${flagSpec(flag)}`).join('\n');
	return `		${name === 'lab' ? "''" : name})\n			arguments=(${specs.map(quote).join(' ')}) flags=(\n${lines}\n			) ;;`;
}

/** One flag in the words of \`_arguments\`. */
function flagSpec({ name, short, about, value, isRepeatable }: CompletableFlag): string {
	const words = `[${about.replaceAll(/[[\]\\]/g, '\\$&')}]`;
	const rest = value === undefined ? words : `=${words}:${name.slice(2)}:${action(value)}`;
	const excluded = short === undefined ? '' : `(${short} ${name})`;
	const before = isRepeatable ? '*' : excluded;
	return short === undefined ? quote(`${before}${name}${rest}`) : `${quote(before)}{${short},${name}}${quote(rest)}`;
}

function action(choices: Choices): string {
	switch (choices.kind) {
		case 'anything':
			return ' ';
		case 'file':
			return '_files';
		case 'directory':
			return '_path_files -/';
		case 'words':
		case 'list':
		case 'pair':
			return functionOf(choices.name);
	}
}

/** The function that offers these words. */
function offered(choices: Extract<Choices, { readonly name: string }>): string {
	const name = choices.name.replaceAll('-', ' ');
	const words = `local -a words=(${described(choices.words)})`;
	switch (choices.kind) {
		case 'words':
			return `${functionOf(choices.name)}() {\n	${words}\n	_describe ${quote(name)} words\n}`;
		case 'list':
			return `${functionOf(choices.name)}() {\n	${words}\n	compset -P '*,'\n	_describe ${quote(name)} words -qS ,\n}`;
		case 'pair':
			return `${functionOf(choices.name)}() {
	${words}
	local -a seconds=(${described(choices.seconds)})
	if compset -P 1 '*='; then
		_describe ${quote(name)} seconds
	else
		_describe ${quote(name)} words -S =
	fi
}`;
	}
}

function functionOf(name: string): string {
	return `_poetry-lab-offer-${name.replaceAll(/[^\w-]/g, '')}`;
}

/** The words as \`_describe\` takes them, in which a colon ends the word itself. */
function described(choices: readonly Choice[]): string {
	return choices
		.map(({ word, about }) => quote([word.replaceAll(':', '\\:'), ...(about === undefined ? [] : [about])].join(':')))
		.join(' ');
}

function quote(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

import type { Choice, Choices } from './choices.ts';
import { type Completable, type CompletableCommand, flagsWithValue, namedChoices } from './completable.ts';

/** The completion script for bash, 3.2 or newer. */
export function bashCompletion(line: Completable): string {
	const withValue = flagsWithValue(line);
	return `# Completion of poetry-lab for bash.
#
# To try it:
#   eval "$(poetry-lab completion bash)"
# To have it in every shell from then on:
#   echo 'eval "$(poetry-lab completion bash)"' >> ~/.bashrc
# Or, where the package bash-completion is installed, in a file that is read when it is needed:
#   mkdir -p ~/.local/share/bash-completion/completions
#   poetry-lab completion bash > ~/.local/share/bash-completion/completions/poetry-lab

_poetry_lab() {
	local line=\${COMP_LINE:0:COMP_POINT} command= flag= one words
	local word=\${line##*[[:space:]]}
	read -ra words <<<"\${line%"$word"}"
	for one in "\${words[@]:1}"; do
		if [[ -n $flag ]]; then
			flag=
		elif [[ ' ${withValue.map(flag => flag.name).join(' ')} ' == *" $one "* ]]; then
			flag=$one
		elif [[ -z $command && $one != -* ]]; then
			command=$one
		fi
	done
	if [[ -z $flag && $word == --*=* ]]; then
		flag=\${word%%=*}
		word=\${word#*=}
	fi
	COMPREPLY=()
	case $flag in
${withValue.map(({ name, value }) => `		${name}) ${offer(value)}; return ;;`).join('\n')}
	esac
	case $command in
${line.commands.map(command => `		${command.name === 'lab' ? "''" : command.name}) ${argument(command, line)} ;;`).join('\n')}
	esac
}

${namedChoices(line).map(offered).join('\n\n')}

# Offers those of the words that begin with what was typed.
_poetry_lab_words() {
	local word=$1 one kept=$1
	shift
	# Bash replaces only what follows the last colon or equals sign.
	while [[ -n $kept && $COMP_WORDBREAKS != *"\${kept: -1}"* ]]; do
		kept=\${kept%?}
	done
	for one; do
		if [[ $one == "$word"* ]]; then
			COMPREPLY+=("\${one#"$kept"}")
		fi
	done
}

# The same for the last of some words with commas between them.
_poetry_lab_list() {
	local before=\${1%"\${1##*,}"} word=$1
	shift
	_poetry_lab_words "$word" "\${@/#/$before}"
}

# What the shell itself knows: files, or directories alone.
_poetry_lab_paths() {
	if ! compopt -o "$1" 2>/dev/null; then
		local IFS=$'\\n'
		COMPREPLY=($(compgen "$2" -- "$3"))
	fi
}

complete -F _poetry_lab poetry-lab
`;
}

/** What offers a value. */
function offer(choices: Choices): string {
	switch (choices.kind) {
		case 'anything':
			return ':';
		case 'file':
			return '_poetry_lab_paths default -f "$word"';
		case 'directory':
			return '_poetry_lab_paths dirnames -d "$word"';
		case 'words':
		case 'list':
		case 'pair':
			return `${functionOf(choices.name)} "$word"`;
	}
}

/** The function that offers these words. */
function offered(choices: Extract<Choices, { readonly name: string }>): string {
	const words = quoted(choices.words);
	switch (choices.kind) {
		case 'words':
			return `${functionOf(choices.name)}() {\n	_poetry_lab_words "$1" ${words}\n}`;
		case 'list':
			return `${functionOf(choices.name)}() {\n	_poetry_lab_list "$1" ${words}\n}`;
		case 'pair':
			return `${functionOf(choices.name)}() {
	local word=$1
	if [[ $word == *=* ]]; then
		set -- ${quoted(choices.seconds)}
		_poetry_lab_words "$word" "\${@/#/\${word%%=*}=}"
	else
		compopt -o nospace 2>/dev/null
		_poetry_lab_words "$word" ${quoted(choices.words, '=')}
	fi
}`;
	}
}

/** What offers a command's flags where one was begun, or where it takes nothing else, and else its argument. */
function argument({ name, flags, argument: own }: CompletableCommand, { commandChoices }: Completable): string {
	const names = flags.flatMap(flag => [flag.name, ...(flag.short === undefined ? [] : [flag.short])]);
	const flagWords = `_poetry_lab_words "$word" ${names.join(' ')}`;
	const first = name === 'lab' ? `_poetry_lab_words "$word" ${quoted(commandChoices)}` : own && offer(own.choices);
	return first === undefined ? flagWords : `if [[ $word == -* ]]; then ${flagWords}; else ${first}; fi`;
}

function functionOf(name: string): string {
	return `_poetry_lab_offer_${name.replaceAll(/\W/g, '_')}`;
}

function quoted(choices: readonly Choice[], suffix = ''): string {
	return choices.map(({ word }) => `'${`${word}${suffix}`.replaceAll("'", "'\\''")}'`).join(' ');
}

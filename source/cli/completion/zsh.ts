import { printRows } from './rows.ts';

/** The completion script for zsh, 5.0 or newer. */
export function zshCompletion(rows: readonly string[]): string {
	return `#compdef poetry-lab
# Completion of poetry-lab for zsh.
#
# To try it:
#   source <(poetry-lab completion zsh)
# To have it in every shell from then on; it belongs after the line with compinit:
#   echo 'source <(poetry-lab completion zsh)' >> ~/.zshrc
# Or in a file that is read when it is needed, in a directory of $fpath:
#   poetry-lab completion zsh > /usr/local/share/zsh/site-functions/_poetry-lab

_poetry-lab-rows() {
	${printRows(rows)}
}

# Sets offer to what is offered after a word of a list, or of any list (*).
_poetry-lab-offer() {
	local row
	offer=
	for row in $rows; do
		if [[ $row == \${~1}"|$2|"* ]]; then
			offer=\${row##*|}
			return
		fi
	done
}

_poetry-lab() {
	local one command=lab flag rest poems offer
	local -a rows found cells suffix
	rows=("\${(@f)$(_poetry-lab-rows)}")
	for one in "\${(@Q)words[2,CURRENT-1]}"; do
		if [[ -n $flag ]]; then
			[[ $flag != --poems ]] || poems=$one
			flag=
		elif [[ -z $rest && $one == -- ]]; then
			rest=yes
		elif [[ -z $rest && $one == -* ]]; then
			[[ $one != --poems=* ]] || poems=\${one#*=}
			_poetry-lab-offer '*' $one
			[[ -z $offer ]] || flag=$one
		elif [[ $command == lab ]]; then
			command=$one
		fi
	done
	[[ -z $poems ]] || rows=("\${(@f)$(poetry-lab completion rows $poems 2>/dev/null || _poetry-lab-rows)}")
	if [[ -z $flag$rest && $PREFIX == --*=* ]]; then
		flag=\${PREFIX%%=*}
		compset -P 1 '*='
	fi
	if [[ -n $flag ]]; then
		_poetry-lab-offer '*' $flag
	else
		_poetry-lab-offer $command ''
		[[ -n $rest || ( $PREFIX != -* && -n $offer ) ]] || offer=words:$command
	fi
	case $offer in
		file) _files; return ;;
		directory) _path_files -/; return ;;
		list:*) compset -P '*,'; suffix=(-qS ,) ;;
		pair:*) if compset -P 1 '*='; then offer+==; else suffix=(-S =); fi ;;
	esac
	for one in $rows; do
		cells=("\${(@s:|:)one}")
		if [[ $cells[1] == \${offer#*:} && -n $cells[2] ]]; then
			found+=("\${cells[2]//:/\\\\:}\${cells[3]:+:$cells[3]}")
		fi
	done
	_describe "\${offer#*:}" found $suffix
}

if [[ $funcstack[1] == _poetry-lab ]]; then
	_poetry-lab "$@"
else
	compdef _poetry-lab poetry-lab
fi
`;
}

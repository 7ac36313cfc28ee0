#compdef respvet
# zsh completion for respvet: source <(respvet completion zsh), behind compinit

_respvet() {
	local line
	local -a found option
	while IFS= read -r line; do
		found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
	done < <("${words[1]}" __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)
	if (( $#found )); then
		[[ $found[1] == -* ]] && option=(-o)
		_describe $option respvet found
	else
		_files
	fi
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
	_respvet "$@"
else
	compdef _respvet respvet
fi

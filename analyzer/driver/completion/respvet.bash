# bash completion for respvet: source <(respvet completion bash)

_respvet() {
	local word about
	COMPREPLY=()
	while IFS=$'\t' read -r word about; do
		COMPREPLY+=("$word")
	done < <("${COMP_WORDS[0]}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}

# Where nothing is offered, bash offers files.
complete -o default -F _respvet respvet

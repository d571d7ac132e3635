# Completion of 2fa-rescue in bash: eval "$(2fa-rescue completion bash)"
# bash splits words at : and = as well, also where the name of an account has a colon; macOS has bash 3.2.
_2fa_rescue() {
  local word line last cut joins=0
  local -a words
  words=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ ${#words[@]} -gt 0 && ( $joins -eq 1 || $word == [:=]* ) ]]; then
      words[${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    if [[ $word == *[:=] ]]; then joins=1; else joins=0; fi
  done
  # A word that was begun with a quotation mark or a backslash is compared without them.
  last=${words[${#words[@]}-1]}
  words[${#words[@]}-1]=${last//[\\\"\']/}
  cut=
  if [[ $last == *[:=]* ]]; then cut=${last%"${last##*[:=]}"}; fi
  COMPREPLY=()
  while IFS= read -r line; do
    line=${line#"$cut"}
    COMPREPLY+=("$(printf '%q' "$line")")
  done < <(2fa-rescue __complete bash -- "${words[@]}" 2>/dev/null)
}
complete -o default -F _2fa_rescue 2fa-rescue

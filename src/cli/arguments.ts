/** The value typed last for an option in raw arguments, as `--option value` or `--option=value`. */
export function typedValue(args: readonly string[], option: string): string | undefined {
  const at = args.findLastIndex((arg) => arg === option || arg.startsWith(`${option}=`))
  const arg = args[at]
  return arg === option ? args[at + 1] : arg?.slice(option.length + 1)
}

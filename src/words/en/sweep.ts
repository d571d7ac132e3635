/** The words of a long search, in English; their type is the type of the Japanese ones. */
export const sweep = {
  begun: (first: number, last: number) => `Trying every time from ${first} to ${last}. ctrl-c stops it.`,
  counting: (codes: number) => `Trying ${Math.ceil(codes / 1_000_000)} million codes. ctrl-c stops it.`,
  done: (percent: number) => `${percent}%`,
  left: (time: string) => `, about ${time} left`,
  seconds: (number: number) => `${number} s`,
  minutes: (number: number) => `${number} min`,
}

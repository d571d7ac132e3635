/** A number of things: up to nine they are counted with つ. */
export const countThings = (count: number): string => (count < 10 ? `${count}つ` : `${count}個`)

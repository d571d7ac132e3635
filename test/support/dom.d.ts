/** Names of the DOM that the types of playwright-core mention. Tests run in Node, and use none of them. */
declare global {
  type HTMLElementTagNameMap = Record<string, HTMLElement>
  type HTMLElement = { readonly tagName: string }
  type SVGElement = { readonly tagName: string }
}

export {}

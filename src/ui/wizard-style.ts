/**
 * How the wizard looks in a browser: rules behind those that all documents share. Sizes are in rem, so that they follow
 * the reader's own; a thing to press is at least 3 rem high. Colours have a contrast of 4.5 or more in light and dark.
 */
export const wizardStyle = `
:root { color-scheme: light dark; --ink: #1d2328; --soft: #545d66; --paper: #faf9f6; --card: #fff; --line: #c9cdd1; --edge: #7c858d; --accent: #14568a; --accent-ink: #fff; --tint: #e9f1f8; --care: #8a4b00; --care-tint: #fdf3e3; --good: #1c6339; --good-tint: #e9f5ed }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e7e2; --soft: #a9b1b8; --paper: #15181b; --card: #1e2327; --line: #3a4248; --edge: #7f8a93; --accent: #92c5f0; --accent-ink: #0e1b27; --tint: #1b2b39; --care: #f2bd6b; --care-tint: #2e2415; --good: #8fd3a8; --good-tint: #16291e } }
html { background: var(--paper); -webkit-text-size-adjust: 100% }
body { max-width: 42rem; padding: 0 1.25rem 3rem; font: 1.0625rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic UI', Meiryo, sans-serif; color: var(--ink); background: var(--paper) }
:lang(ja) { line-height: 1.75; line-break: strict }
header.bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1rem; padding: .75rem 0; margin-bottom: 1.25rem; border-bottom: 1px solid var(--line) }
.brand { margin: 0; font-weight: 600; color: var(--soft); letter-spacing: .01em }
nav .plain { padding-inline: .5rem }
nav ul { display: flex; list-style: none; margin: 0; padding: 0 }
main { outline: none }
h1 { font-size: 1.6rem; line-height: 1.3; font-weight: 650; margin: .25rem 0 1rem; outline: none; text-wrap: balance }
h1:lang(ja) { font-size: 1.45rem; line-height: 1.45; text-wrap: pretty }
h2 { font-size: 1.15rem; line-height: 1.4; font-weight: 650; margin: 2rem 0 .75rem }
h3 { font-size: 1.0625rem; margin: 1.5rem 0 .5rem }
p { margin: .75rem 0 }
p, li, .ticks span { text-wrap: pretty }
.ticks span { word-break: auto-phrase }
.note { color: var(--soft); font-size: .975rem }
.caution, .good { position: relative; margin: .75rem 0; padding: .75rem 1rem .75rem 2.9rem; border-radius: .6rem }
.caution { background: var(--care-tint); border: 1px solid var(--care) }
.good { background: var(--good-tint); border: 1px solid var(--good) }
.caution:has(+ .caution) { margin-bottom: 0; padding-bottom: .35rem; border-bottom: 0; border-bottom-left-radius: 0; border-bottom-right-radius: 0 }
.caution + .caution { margin-top: 0; padding-top: .35rem; border-top: 0; border-top-left-radius: 0; border-top-right-radius: 0 }
.caution + .caution::before { top: .45rem }
.caution::before, .good::before { position: absolute; left: .9rem; top: .82rem; width: 1.35rem; height: 1.35rem; border-radius: 50%; text-align: center; font: 700 .95rem/1.35rem system-ui, sans-serif; color: var(--paper) }
.caution::before { content: '!'; content: '!' / ''; background: var(--care) }
.good::before { content: '✓'; content: '✓' / ''; background: var(--good) }
h1.good { font-size: 1.35rem; margin-bottom: 1rem; padding-left: 3.1rem }
h1.good::before { top: 1rem }
ol.steps, ul.dots { margin: 1rem 0; padding-left: 0; list-style: none; counter-reset: step var(--from, 0) }
ol.steps > li { position: relative; padding: .35rem 0 .35rem 2.75rem; counter-increment: step; min-height: 2.4rem }
ol.steps > li::before { content: counter(step); position: absolute; left: 0; top: .3rem; width: 1.9rem; height: 1.9rem; border-radius: 50%; background: var(--tint); color: var(--accent); font-weight: 650; line-height: 1.9rem; text-align: center; font-variant-numeric: tabular-nums }
ul.dots > li { position: relative; padding: .2rem 0 .2rem 1.25rem }
ul.dots > li::before { content: ''; position: absolute; left: .25rem; top: .95em; width: .4rem; height: .4rem; border-radius: 50%; background: var(--edge) }
a { color: var(--accent); text-underline-offset: .2em; overflow-wrap: anywhere }
.links { list-style: none; padding: 0; margin: 1rem 0 }
.links li { margin: .5rem 0 }
.links a { display: inline-block; padding: .35rem 0; font-weight: 600 }
.links .address { display: block; color: var(--soft); font-size: .875rem; overflow-wrap: anywhere }
pre { margin: .5rem 0 .75rem; padding: .75rem 1rem; background: var(--tint); border-radius: .5rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; font: .95rem/1.5 ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace }
button { font: inherit; line-height: 1.45; color: inherit; background: none; border: 0; border-radius: .6rem; cursor: pointer; -webkit-tap-highlight-color: transparent; touch-action: manipulation }
.choices { display: grid; gap: .6rem; list-style: none; margin: 1rem 0; padding: 0 }
.choices button, .action { display: block; width: 100%; min-height: 3.25rem; padding: .8rem 1.1rem; text-align: start; background: var(--card); border: 1px solid var(--edge); text-wrap: pretty; word-break: auto-phrase }
@media (hover: hover) { .choices button:not(.main):hover, .action:not(.main):hover { border-color: var(--accent); background: var(--tint) } .choices button.main:hover, .action.main:hover { filter: brightness(1.1) } .ticks label:hover { border-color: var(--accent) } }
.choices button.main, .action.main { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); font-weight: 600 }
.choices button[aria-current] { border-width: 2px; border-color: var(--accent); font-weight: 600 }
.choices small { display: block; font-size: .875rem; font-weight: 400; opacity: .85 }
.plain { display: inline-flex; align-items: center; min-height: 3rem; padding: .4rem .75rem; color: var(--accent); text-decoration: underline; text-decoration-color: transparent; text-underline-offset: .25em }
.plain:hover, .plain[aria-pressed=true] { text-decoration-color: currentColor }
.plain[aria-pressed=true] { font-weight: 650; color: var(--ink) }
main > .plain.back { margin: 0 0 .25rem -.75rem }
.plain.back::before { content: '←'; content: '←' / ''; margin-inline-end: .45em }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
h1:focus-visible, main:focus-visible { outline: none }
.ticks { border: 0; padding: 0; margin: 1rem 0; display: grid; gap: .5rem; min-width: 0 }
.ticks legend { padding: 0; margin-bottom: .5rem }
.ticks label { display: flex; gap: .85rem; align-items: center; min-height: 3.25rem; padding: .65rem 1.1rem; background: var(--card); border: 1px solid var(--edge); border-radius: .6rem; cursor: pointer }
.ticks label:has(:checked) { border-color: var(--accent); background: var(--tint) }
.ticks input { flex: none; width: 1.35rem; height: 1.35rem; margin: 0; accent-color: var(--accent) }
.field { margin: 1.1rem 0 }
.field label { display: block; font-weight: 600; margin-bottom: .35rem }
.field .note { margin: .1rem 0 .4rem }
.field input, .field select { width: 100%; min-height: 3.1rem; padding: .6rem .9rem; font: inherit; font-size: max(1rem, 16px); color: var(--ink); background: var(--card); border: 1px solid var(--edge); border-radius: .6rem }
.field input.code { font-family: ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; letter-spacing: .06em }
.wrong { color: var(--care); font-weight: 600; margin: .4rem 0 0 }
.wrong:empty { display: none }
.press { width: 100%; min-height: 8rem; margin: 1rem 0; padding: 1rem; font-size: 1.25rem; font-weight: 650; text-align: center; background: var(--accent); color: var(--accent-ink) }
.press:active { filter: brightness(.92) }
.big { font: 600 2.4rem/1.3 ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; letter-spacing: .06em; margin: 1rem 0 .25rem }
.aid { margin: 2rem 0; padding: .25rem 1.1rem 1.1rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card) }
.aid h2 { margin-top: 1rem }
footer { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 2.5rem 0 0 -.75rem; padding-top: .75rem }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media (min-width: 48rem) { body { padding-top: .5rem } h1 { font-size: 1.85rem } h1:lang(ja) { font-size: 1.65rem } }
@media (max-width: 24rem) { body { padding-inline: 1rem } }
@media (forced-colors: active) { .choices button, .action, .ticks label, .caution, .good { border: 1px solid } }
@media print { :root { color-scheme: light; --ink: #000; --soft: #333; --paper: #fff; --card: #fff; --line: #999; --edge: #777; --accent: #000; --tint: #fff; --care: #000; --care-tint: #fff; --good: #000; --good-tint: #fff } body { max-width: none; padding: 0; font-size: 11pt; line-height: 1.45 } header.bar nav, footer, .plain, .action, .aid, .asks, .unseen { display: none } .choices button { background: #fff; color: #000; font-weight: 400; border: 0; padding: .1rem 0; min-height: 0 } .choices button.main { background: #fff; color: #000 } .choices { list-style: disc; padding-left: 1.4em; gap: .2rem } ol.steps > li::before { border: 1px solid #777 } .field input { border: 0; border-bottom: 1px solid #777; border-radius: 0 } .caution, .good, li { break-inside: avoid } .caution::before, .good::before { color: #000; background: #fff; border: 1px solid #000 } }
`

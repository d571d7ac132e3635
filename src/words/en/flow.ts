/** The words of `flow`: tools for people who write flows. */
export const flow = {
  dir: 'the folder of your own flows (default: the one that --flows, TWOFA_RESCUE_FLOWS or the configuration names)',
  options: { flows: 'a folder of your own flows, in addition to the shipped ones or instead of them' },
  list: {
    help: 'lists all flows, the shipped ones and your own',
    own: '(yours)',
    replaced: '(yours, instead of the shipped one)',
    counts: (remedies: number, cards: number) => `also ${remedies} remedies and ${cards} cards`,
  },
  check: {
    help: 'reports every problem in your own flows at once, with line and column',
    fine: (files: number) => `no problems in ${files} ${files === 1 ? 'file' : 'files'}`,
    flaws: (count: number) => `${count} ${count === 1 ? 'problem' : 'problems'}`,
    hint: 'docs/flows.md explains the format',
  },
  graph: {
    help: 'draws a flow as a Mermaid diagram; without a name, how the flows lead into each other',
    flow: 'the flow to draw',
  },
  test: {
    help: 'runs the scripted answers in NAME.test.yaml next to each flow',
    passed: 'passed',
    failed: 'failed',
    counts: (passed: number, failed: number) => `${passed} passed, ${failed} failed`,
    differs: (what: string, expected: string, found: string) =>
      `${what}: expected ${expected}, but got ${found}`,
    shown: (remedies: string) => `without: shown nevertheless: ${remedies}`,
    missing: (warnings: string) => `warnings: not shown: ${warnings}`,
    nothing: 'nothing',
  },
  new: {
    help: 'writes a commented starting point for a flow of your own',
    name: 'the flow’s id: lower case letters, digits and hyphens',
    ids: 'lower case letters, digits and hyphens, such as helpdesk',
    hint: (command: string) => `try it: ${command}`,
    replaces: (name: string) => `${name} is a shipped flow; yours is now used instead`,
  },
  /** The files of a starting point, by their place in the folder. */
  starter: (name: string): Readonly<Record<string, string>> => ({
    [`${name}.yaml`]: `# A flow of your own. Start it with: 2fa-rescue diagnose ${name} --flows .
# The format: docs/flows.md. A text is a plain string, or { en: …, ja: … } for both languages.
title: Our help desk
about: For accounts that our own help desk looks after.
start: which-system
steps:
  # A question. Its answer is kept as the fact "system", and no other step asks for the same fact again.
  which-system:
    kind: question
    ask: Which system do you want to get into?
    fact: system
    choices:
      - { id: mail, label: Mail and calendar, goto: ways }
      - { id: vpn, label: The company network (VPN), goto: ways }
      # Every question has a choice with the id "unknown".
      - { id: unknown, label: I do not know, goto: ways }
  # A list of remedies, in the order in which to try them. A remedy with "when" is left out if the condition does not hold.
  ways:
    kind: plan
    say: The help desk can open the account again. The quicker ways come first.
    remedies:
      - use-other-method # a shipped remedy
      - { use: use-fresh-code, when: { system: { not: vpn } } }
      - ${name}-desk # your own: remedies/${name}-desk.yaml
    # Where to go when nothing helped: a step, or another flow. Without it the walk ends here.
    goto: no-way
  no-way:
    kind: outcome
    result: unsolved
    say: Come to the help desk with your staff card.
`,
    [`remedies/${name}-desk.yaml`]: `# One thing a person can do. Put in your own number and address.
title: Call the help desk
why: It can give you a temporary code.
steps:
  - Call extension 1234 (weekdays, 9 to 17).
  - Say which system it is. The help desk calls back on the number that it has on file.
# A remedy that takes long may say so: wait: { say: one working day, days: 1 }
# And link to a page: links: [{ label: Help desk, url: https://helpdesk.example.org }]
`,
    [`${name}.test.yaml`]: `# Scripted answers: play them with 2fa-rescue flow test .. Each test starts at ${name} and says what must happen.
- name: Anyone who does not know is sent to the help desk
  answers: {}
  expect:
    asked: [${name}/which-system]
    remedies: [use-other-method, use-fresh-code, ${name}-desk]
    outcome: plan
- name: The help desk helps with the network
  answers:
    ${name}/which-system: vpn
    remedies: { use-other-method: failed, ${name}-desk: worked }
  expect:
    remedies: [use-other-method, ${name}-desk]
    without: [use-fresh-code]
    outcome: solved
`,
  }),
}

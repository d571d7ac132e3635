/** The words of the page that `flow page` writes, where it says something else than the wizard in a terminal. */
export const page = {
  help: 'writes the wizard as one HTML file that works offline, for people without a terminal',
  flow: 'the flow to start with (default: diagnose)',
  output: 'the HTML file to write; an existing file is not overwritten',
  extension: 'a file name that ends in .html',
  written: (file: string, kilobytes: number) => `${file} is written (${kilobytes} kB)`,
  hint: 'send it, put it on a web server or on a USB stick: it loads nothing and sends nothing',

  /** Where the page cannot run. */
  cannotRun: 'This page needs JavaScript, and a browser of 2023 or later.',
  /** In the place of the servers that are asked. */
  private:
    'This page works without a network. It sends nothing and stores nothing: what you choose and type is gone when you close it. Only links that you open yourself lead to other pages.',
  languages: 'Language',
  print: 'Print this page',
  again: 'Start over',
  /** Beside the choice that was taken before. */
  before: '(your answer before)',
  newTab: '(opens in a new tab)',
  caution: 'Caution:',
  good: 'Good:',

  search: 'Search by name',
  searchHelp: 'Type a part of the name.',
  /** How many names fit what was typed. */
  found: (count: number) => (count === 1 ? '1 name found' : `${count} names found`),
  usual: 'Often chosen',
  other: 'Or',

  waitUntil: (date: string) => `Come back on ${date}. This page keeps nothing: print it, or note the date.`,
  waitLater: 'Come back when you have waited long enough. This page keeps nothing: print it as a reminder.',

  tool: {
    title: 'This page can help here',
    go: 'Go on',
    close: 'Back to the steps',
    again: 'Once more',
    where:
      'The secret is found on the set-up page, if it is still open (“cannot scan?” shows its letters), or in a password manager: there, edit the one-time code of this service.',
    secret: 'The secret or link of this account',
    stays: 'It stays in this page: it is not stored and not sent, and it is gone when you leave this screen.',
    check: 'Check the code',
    compare: 'Compare',
    make: 'Show the code',
    /** Before a phone is measured. */
    other:
      'Open this page on a computer or another device than the phone that makes the codes: a phone cannot be measured by its own clock.',
    pressHere:
      'Its digits change every half minute. Press the large button at the moment they change, three times in all.',
    press: 'The digits have just changed',
    wait: (number: number, all: number) => `Wait for the digits to change (${number} of ${all}).`,
    minute:
      'What time did the phone show at the last change? (such as 14:05; leave it empty if you did not see it)',
    badMinute: 'Type hours and minutes, such as 14:05, or leave it empty.',
  },
  collect: {
    care: 'Never write a password, code or key here. What you type stays in this page, and is gone when you close it.',
    sheet: 'Print the sheet',
  },
}

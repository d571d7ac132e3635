/** What the wizard says at a check-up, at the details for support, and at the calendar. */
export const checkUp = {
  review: {
    title: (met: number, all: number) => `In place: ${met} of ${all}`,
    point: { met: 'in place', unmet: 'to do', unknown: 'not known' },
    ask: 'Go on?',
    go: 'Go on',
  },
  collect: {
    /** Said before anything is typed. */
    care: 'Never write a password, code or key here. What you type is kept only in the sheet, if you choose to write one.',
    ask: 'Fill this in now?',
    fill: 'Fill it in now',
    change: 'Change something',
    sheet: 'Write a sheet to take along',
    go: 'Go on',
    goWithout: 'Go on without it',
    empty: '(empty)',
    leaveEmpty: 'Enter alone leaves it as it is.',
    filled: 'Is this right?',
    bring: 'Have ready as well:',
    links: 'Official pages:',
  },
  file: {
    sheet: 'File for the sheet (.md or .html):',
    calendar: 'File for the calendar entry (.ics):',
    extension: (extensions: string) => `the name must end in ${extensions}`,
    taken: 'this file already exists and is left as it is; choose another name',
    cannot: (file: string, reason: string) => `${file} cannot be written (${reason}); choose another place`,
    sheetWritten: (file: string) =>
      `The sheet is in ${file}. Only you can read it; delete it when it is no longer needed.`,
    calendarWritten: (file: string) =>
      `The entry is in ${file}. Open it with your calendar; it comes back every three months.`,
  },
  calendar: {
    use: 'Write a calendar entry for this (every three months)',
    about: 'Reminder written by 2fa-rescue',
  },
}
